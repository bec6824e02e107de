package gradus.train.metric;

import gradus.train.data.Batch;

/**
 * The part of the examples whose true class is among the k largest outputs; of equal outputs the
 * first classes come first.
 */
public final class TopK implements Metric {
  private final Outputs form;
  private final int k;
  private long right;
  private long all;

  /**
   * For outputs of a form.
   *
   * @throws IllegalArgumentException if k is less than 1, or the outputs have width 1 or are
   *     independent
   */
  public TopK(Outputs form, int k) {
    if (k < 1 || form.width() < 2) {
      throw new IllegalArgumentException(
          "top_%d: must be top_1 or more, of 2 or more outputs; got %d".formatted(k, form.width()));
    }
    form.requireExclusive("top_" + k);
    this.form = form;
    this.k = k;
  }

  @Override
  public String name() {
    return "top_" + k;
  }

  @Override
  public boolean higherIsBetter() {
    return true;
  }

  @Override
  public void accumulate(float[] outputs, Batch batch) {
    form.check(name(), outputs, batch);
    for (int row = 0; row < batch.size(); row++) {
      right += isAmong(outputs, row, form.truth(batch, row)) ? 1 : 0;
    }
    all += batch.size();
  }

  private boolean isAmong(float[] outputs, int row, int truth) {
    int at = row * form.width();
    float own = outputs[at + truth];
    int better = Float.isNaN(own) ? k : 0;
    for (int c = 0; c < form.width(); c++) {
      float other = outputs[at + c];
      better += other > own || (other == own && c < truth) || Float.isNaN(other) ? 1 : 0;
    }
    return better < k;
  }

  @Override
  public double value() {
    return all == 0 ? Double.NaN : (double) right / all;
  }

  @Override
  public void reset() {
    right = 0;
    all = 0;
  }
}
