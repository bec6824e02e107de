package gradus.train.metric;

import gradus.train.data.Batch;
import java.util.Locale;

/**
 * Precision, recall or F1, of one class or averaged over classes.
 *
 * <p>With {@code tp} examples of a class found, {@code predicted} taken for it and {@code actual}
 * of it: precision = tp / predicted, recall = tp / actual, F1 = 2 tp / (predicted + actual); 0
 * where the denominator is 0.
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
    /** The mean over the classes that occur in the truth or in the answers. */
    MACRO,
    /** All counts added up; for one label an example this is the accuracy. */
    MICRO,
    /** Class 1 alone. */
    BINARY
  }

  private final Kind kind;
  private final Average average;
  private final ConfusionMatrix matrix;

  /** For outputs of a form. */
  public ClassScore(Kind kind, Average average, Outputs form) {
    this.kind = kind;
    this.average = average;
    this.matrix = new ConfusionMatrix(form);
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
    matrix.accumulate(outputs, batch);
  }

  @Override
  public double value() {
    if (Double.isNaN(matrix.value())) {
      return Double.NaN;
    }
    return switch (average) {
      case MACRO -> macro();
      case MICRO -> micro();
      case BINARY -> ratio(matrix.count(1, 1), matrix.predicted(1), matrix.actual(1));
    };
  }

  private double macro() {
    double sum = 0;
    int present = 0;
    for (int c = 0; c < matrix.classes(); c++) {
      if (matrix.predicted(c) + matrix.actual(c) > 0) {
        sum += ratio(matrix.count(c, c), matrix.predicted(c), matrix.actual(c));
        present++;
      }
    }
    return sum / present;
  }

  private double micro() {
    long right = 0;
    long predicted = 0;
    long actual = 0;
    for (int c = 0; c < matrix.classes(); c++) {
      right += matrix.count(c, c);
      predicted += matrix.predicted(c);
      actual += matrix.actual(c);
    }
    return ratio(right, predicted, actual);
  }

  private double ratio(long right, long predicted, long actual) {
    double below =
        switch (kind) {
          case PRECISION -> predicted;
          case RECALL -> actual;
          case F1 -> (predicted + actual) / 2.0;
        };
    return below == 0 ? 0 : right / below;
  }

  @Override
  public void reset() {
    matrix.reset();
  }
}
