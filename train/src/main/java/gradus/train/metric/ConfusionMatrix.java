package gradus.train.metric;

import gradus.train.data.Batch;
import java.util.Arrays;

/** How often each true class was taken for each class; its value is the accuracy. */
public final class ConfusionMatrix implements Metric {
  private final Outputs form;
  private final int classes;
  private final long[] counts;
  private final long[] unanswered;

  /**
   * For outputs of a form.
   *
   * @throws IllegalArgumentException if the outputs are independent
   */
  public ConfusionMatrix(Outputs form) {
    form.requireExclusive("confusion_matrix");
    this.form = form;
    classes = form.classes();
    counts = new long[classes * classes];
    unanswered = new long[classes];
  }

  @Override
  public String name() {
    return "confusion_matrix";
  }

  @Override
  public boolean higherIsBetter() {
    return true;
  }

  @Override
  public void accumulate(float[] outputs, Batch batch) {
    form.check(name(), outputs, batch);
    for (int row = 0; row < batch.size(); row++) {
      int truth = form.truth(batch, row);
      int predicted = form.predicted(outputs, row);
      if (predicted < 0) {
        unanswered[truth]++;
      } else {
        counts[truth * classes + predicted]++;
      }
    }
  }

  /** The number of classes. */
  public int classes() {
    return classes;
  }

  /** How many examples of class {@code truth} were taken for class {@code predicted}. */
  public long count(int truth, int predicted) {
    return counts[truth * classes + predicted];
  }

  /** All counts, {@code [truth][predicted]}. */
  public long[][] counts() {
    long[][] rows = new long[classes][];
    for (int c = 0; c < classes; c++) {
      rows[c] = Arrays.copyOfRange(counts, c * classes, (c + 1) * classes);
    }
    return rows;
  }

  /** How many examples a class has; those answered with NaN belong to it, too. */
  public long actual(int c) {
    long sum = unanswered[c];
    for (int p = 0; p < classes; p++) {
      sum += count(c, p);
    }
    return sum;
  }

  /** How many examples were taken for a class. */
  public long predicted(int c) {
    long sum = 0;
    for (int t = 0; t < classes; t++) {
      sum += count(t, c);
    }
    return sum;
  }

  @Override
  public double value() {
    long right = 0;
    long all = 0;
    for (int c = 0; c < classes; c++) {
      right += count(c, c);
      all += actual(c);
    }
    return all == 0 ? Double.NaN : (double) right / all;
  }

  @Override
  public void reset() {
    Arrays.fill(counts, 0);
    Arrays.fill(unanswered, 0);
  }
}
