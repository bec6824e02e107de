package gradus.train.metric;

import gradus.train.data.Batch;

/**
 * The root of the mean of {@code (output - target)²}, in the units of the target; of logits, their
 * probabilities are compared.
 */
public final class RootMeanSquaredError implements Metric {
  private final Outputs form;
  private double sum;
  private long all;

  /** For outputs of a form. */
  public RootMeanSquaredError(Outputs form) {
    this.form = form;
  }

  @Override
  public String name() {
    return "rmse";
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
      double error = (double) answers[i] - batch.values()[i];
      sum += error * error;
    }
    all += count;
  }

  @Override
  public double value() {
    return all == 0 ? Double.NaN : Math.sqrt(sum / all);
  }

  @Override
  public void reset() {
    sum = 0;
    all = 0;
  }
}
