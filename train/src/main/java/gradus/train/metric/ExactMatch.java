package gradus.train.metric;

import gradus.train.data.Batch;

/**
 * The part of the examples in which nothing is answered wrong: of independent outputs (see {@link
 * Outputs}) those in which every output is on the right side of one half, which is scikit-learn's
 * {@code accuracy_score} of multi-label targets; of classes the {@link Accuracy}.
 */
public final class ExactMatch implements Metric {
  private final Outputs form;
  private long right;
  private long all;

  /** For outputs of a form. */
  public ExactMatch(Outputs form) {
    this.form = form;
  }

  @Override
  public String name() {
    return "exact_match";
  }

  @Override
  public boolean higherIsBetter() {
    return true;
  }

  @Override
  public void accumulate(float[] outputs, Batch batch) {
    form.check(name(), outputs, batch);
    for (int row = 0; row < batch.size(); row++) {
      right += form.right(outputs, batch, row) == form.asked() ? 1 : 0;
    }
    all += batch.size();
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
