package gradus.train.metric;

import gradus.train.data.Batch;

/** The part of the examples whose largest output is the true class. */
public final class Accuracy implements Metric {
  private final Outputs form;
  private long right;
  private long all;

  /** For outputs of a form. */
  public Accuracy(Outputs form) {
    this.form = form;
  }

  @Override
  public String name() {
    return "accuracy";
  }

  @Override
  public boolean higherIsBetter() {
    return true;
  }

  @Override
  public void accumulate(float[] outputs, Batch batch) {
    form.check(name(), outputs, batch);
    for (int row = 0; row < batch.size(); row++) {
      right += form.predicted(outputs, row) == form.truth(batch, row) ? 1 : 0;
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
