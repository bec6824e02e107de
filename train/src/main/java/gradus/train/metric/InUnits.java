package gradus.train.metric;

import gradus.train.data.Batch;
import gradus.train.data.Normalization;

/**
 * Another metric after undoing the normalization of the targets, so that an error is in the units
 * people know.
 *
 * @param metric of values
 * @param form what the model puts out
 * @param targets what the targets went through before training
 */
public record InUnits(Metric metric, Outputs form, Normalization targets) implements Metric {
  @Override
  public String name() {
    return metric.name();
  }

  @Override
  public boolean higherIsBetter() {
    return metric.higherIsBetter();
  }

  @Override
  public void accumulate(float[] outputs, Batch batch) {
    form.checkValues(name(), outputs, batch);
    float[] answers = form.numbers(outputs, batch.size()).clone();
    float[] truths = batch.values().clone();
    targets.undo(answers, 0, batch.size() * form.width());
    targets.undo(truths, 0, batch.size() * form.width());
    metric.accumulate(answers, new Batch(batch.features(), batch.labels(), truths, batch.size()));
  }

  @Override
  public double value() {
    return metric.value();
  }

  @Override
  public void reset() {
    metric.reset();
  }
}
