package gradus.train.metric;

import gradus.train.data.Batch;
import java.util.Arrays;
import java.util.Locale;

/**
 * Precision, recall or F1, of one class or averaged over classes or over independent outputs.
 *
 * <p>With {@code tp} examples of a class found, {@code predicted} taken for it and {@code actual}
 * of it: precision = tp / predicted, recall = tp / actual, F1 = 2 tp / (predicted + actual); 0
 * where the denominator is 0. An independent output counts as a class of its own: {@code actual}
 * where its target is 1, {@code predicted} where its probability is above one half. So they are
 * what scikit-learn's {@code precision_score} and the like give for multi-label targets.
 */
public final class ClassScore implements Metric {
  /** What is measured. */
  public enum Kind {
    /** Of those taken for the class, how many are of it. */
    PRECISION,
    /** Of those of the class, how many were found. */
    RECALL,
    /** The harmonic mean of both. */
    F1
  }

  /** Over which classes. */
  public enum Average {
    /**
     * The mean over the classes that occur in the truth or in the answers; over all of independent
     * outputs.
     */
    MACRO,
    /** All counts added up; for one label an example this is the accuracy. */
    MICRO,
    /** Class 1 alone; there is none among independent outputs. */
    BINARY
  }

  private final Kind kind;
  private final Average average;
  private final Outputs form;
  private final long[] found;
  private final long[] predicted;
  private final long[] actual;
  private long rows;

  /**
   * For outputs of a form.
   *
   * @throws IllegalArgumentException if it is of class 1 alone and the outputs are independent
   */
  public ClassScore(Kind kind, Average average, Outputs form) {
    this.kind = kind;
    this.average = average;
    this.form = form;
    if (average == Average.BINARY) {
      form.requireExclusive(name());
    }
    found = new long[form.classes()];
    predicted = new long[form.classes()];
    actual = new long[form.classes()];
  }

  @Override
  public String name() {
    String name = kind.name().toLowerCase(Locale.ROOT);
    return switch (average) {
      case MACRO -> name;
      case MICRO, BINARY -> name + "_" + average.name().toLowerCase(Locale.ROOT);
    };
  }

  @Override
  public boolean higherIsBetter() {
    return true;
  }

  @Override
  public void accumulate(float[] outputs, Batch batch) {
    form.check(name(), outputs, batch);
    for (int row = 0; row < batch.size(); row++) {
      if (form.independent()) {
        each(outputs, batch, row);
      } else {
        count(form.predicted(outputs, row), form.truth(batch, row));
      }
    }
    rows += batch.size();
  }

  private void each(float[] outputs, Batch batch, int row) {
    for (int c = 0; c < form.width(); c++) {
      count(form.answer(outputs, row, c) == 1 ? c : -1, form.truth(batch, row, c) == 1 ? c : -1);
    }
  }

  /** Counts an answer; -1 for none. */
  private void count(int answer, int truth) {
    if (answer >= 0) {
      predicted[answer]++;
    }
    if (truth >= 0) {
      actual[truth]++;
      found[truth] += answer == truth ? 1 : 0;
    }
  }

  @Override
  public double value() {
    if (rows == 0) {
      return Double.NaN;
    }
    return switch (average) {
      case MACRO -> macro();
      case MICRO -> micro();
      case BINARY -> ratio(found[1], predicted[1], actual[1]);
    };
  }

  private double macro() {
    double sum = 0;
    int present = 0;
    for (int c = 0; c < found.length; c++) {
      if (form.independent() || predicted[c] + actual[c] > 0) {
        sum += ratio(found[c], predicted[c], actual[c]);
        present++;
      }
    }
    return sum / present;
  }

  private double micro() {
    return ratio(
        Arrays.stream(found).sum(), Arrays.stream(predicted).sum(), Arrays.stream(actual).sum());
  }

  private double ratio(long right, long answered, long wanted) {
    double below =
        switch (kind) {
          case PRECISION -> answered;
          case RECALL -> wanted;
          case F1 -> (answered + wanted) / 2.0;
        };
    return below == 0 ? 0 : right / below;
  }

  @Override
  public void reset() {
    Arrays.fill(found, 0);
    Arrays.fill(predicted, 0);
    Arrays.fill(actual, 0);
    rows = 0;
  }
}
