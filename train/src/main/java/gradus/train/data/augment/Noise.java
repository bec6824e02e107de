package gradus.train.data.augment;

import gradus.core.shape.Shape;
import gradus.train.data.Augmentation;
import gradus.train.data.DataException;
import gradus.train.data.Draws;

/**
 * Adds normal noise to each value; examples may have any shape.
 *
 * @param deviation the standard deviation, 0 or more
 */
public record Noise(double deviation) implements Augmentation {
  /** Checks the range. */
  public Noise {
    if (!(deviation >= 0 && deviation < Double.POSITIVE_INFINITY)) {
      throw new DataException("noise: got deviation " + deviation + "; must be 0 or more, finite");
    }
  }

  @Override
  public void apply(float[] values, int offset, Shape shape, Draws draws) {
    int count = shape.count();
    for (int i = 0; i < count; i++) {
      values[offset + i] += (float) (deviation * draws.normal(i));
    }
  }
}
