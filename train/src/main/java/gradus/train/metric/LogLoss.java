package gradus.train.metric;

import gradus.train.data.Batch;

/**
 * The mean of {@code -log p} of the true class, in nats; with class shares t as targets the mean of
 * {@code -sum t log p}. Of independent outputs it is the mean over examples and outputs of the
 * binary {@code -(t log p + (1 - t) log(1 - p))}. A probability that was given as 0 counts as
 * 1e-15.
 */
public final class LogLoss implements Metric {
  private final Outputs form;
  private double sum;
  private long all;

  /**
   * For outputs of a form.
   *
   * @throws IllegalArgumentException if the outputs are plain values
   */
  public LogLoss(Outputs form) {
    if (form.form() == Outputs.Form.VALUES) {
      throw new IllegalArgumentException(
          "log_loss: got outputs that are values; must be logits or probabilities");
    }
    this.form = form;
  }

  @Override
  public String name() {
    return "log_loss";
  }

  @Override
  public boolean higherIsBetter() {
    return false;
  }

  @Override
  public void accumulate(float[] outputs, Batch batch) {
    form.check(name(), outputs, batch);
    if (form.independent()) {
      each(outputs, batch);
      return;
    }
    for (int row = 0; row < batch.size(); row++) {
      for (int c = 0; c < form.classes(); c++) {
        double share = form.share(batch, row, c);
        if (share != 0) {
          sum -= share * form.logProbability(outputs, row, c);
        }
      }
    }
    all += batch.size();
  }

  private void each(float[] outputs, Batch batch) {
    int count = batch.size() * form.width();
    for (int i = 0; i < count; i++) {
      double target = batch.values()[i];
      sum -= target == 0 ? 0 : target * form.logAnswer(outputs[i], true);
      sum -= target == 1 ? 0 : (1 - target) * form.logAnswer(outputs[i], false);
    }
    all += count;
  }

  @Override
  public double value() {
    return all == 0 ? Double.NaN : sum / all;
  }

  @Override
  public void reset() {
    sum = 0;
    all = 0;
  }
}
