package gradus.train.metric;

import gradus.train.data.Batch;
import java.util.Arrays;

/**
 * The part of the variance that is explained: {@code R² = 1 - sum (y - output)² / sum (y - mean
 * y)²}, the mean over the columns. 1 is perfect, 0 is as good as the mean, less is worse. A column
 * that does not vary counts 1 if it is met exactly and 0 otherwise. Of logits, their probabilities
 * are compared.
 */
public final class RSquared implements Metric {
  private final Outputs form;
  private final double[] mean;
  private final double[] variation;
  private final double[] errors;
  private long rows;

  /** For outputs of a form. */
  public RSquared(Outputs form) {
    this.form = form;
    mean = new double[form.width()];
    variation = new double[form.width()];
    errors = new double[form.width()];
  }

  @Override
  public String name() {
    return "r2";
  }

  @Override
  public boolean higherIsBetter() {
    return true;
  }

  @Override
  public void accumulate(float[] outputs, Batch batch) {
    form.checkValues(name(), outputs, batch);
    float[] answers = form.numbers(outputs, batch.size());
    for (int row = 0; row < batch.size(); row++) {
      rows++;
      for (int c = 0; c < form.width(); c++) {
        double target = batch.values()[row * form.width() + c];
        double error = target - answers[row * form.width() + c];
        double before = target - mean[c];
        mean[c] += before / rows;
        variation[c] += before * (target - mean[c]);
        errors[c] += error * error;
      }
    }
  }

  @Override
  public double value() {
    double sum = 0;
    for (int c = 0; c < form.width(); c++) {
      double constant = errors[c] == 0 ? 1 : 0;
      sum += variation[c] == 0 ? constant : 1 - errors[c] / variation[c];
    }
    return rows == 0 ? Double.NaN : sum / form.width();
  }

  @Override
  public void reset() {
    Arrays.fill(mean, 0);
    Arrays.fill(variation, 0);
    Arrays.fill(errors, 0);
    rows = 0;
  }
}
