package gradus.train.metric;

import gradus.train.data.Batch;

/** The mean of {@code |output - target|}, in the units of the target; of logits, probabilities. */
public final class MeanAbsoluteError implements Metric {
  private final Outputs form;
  private double sum;
  private long all;

  /** For outputs of a form. */
  public MeanAbsoluteError(Outputs form) {
    this.form = form;
  }

  @Override
  public String name() {
    return "mae";
  }

  @Override
  public boolean higherIsBetter() {
    return false;
  }

  @Override
  public void accumulate(float[] outputs, Batch batch) {
    form.checkValues(name(), outputs, batch);
    int count = batch.size() * form.width();
    float[] answers = form.numbers(outputs, batch.size());
    for (int i = 0; i < count; i++) {
      sum += Math.abs((double) answers[i] - batch.values()[i]);
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
