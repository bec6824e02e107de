package gradus.train.data.augment;

import gradus.core.shape.Shape;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import gradus.train.data.Augmentation;
import gradus.train.data.DataException;
import gradus.train.data.Draws;
import java.util.List;

/**
 * Adds normal noise to each value; examples may have any shape.
 *
 * @param deviation the standard deviation, 0 or more
 */
public record Noise(double deviation) implements Augmentation {
  /** Its line in the catalog. */
  static final Entry<Augmentation> ENTRY =
      Entry.of(
          "noise",
          Noise.class,
          "add normal noise",
          List.of(Setting.number("deviation", 0, 1e6, 0.05, "its standard deviation")),
          s -> new Noise(s.number("deviation")),
          x -> Settings.of("deviation", x.deviation()));

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
