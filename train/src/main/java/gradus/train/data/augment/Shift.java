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
 * Moves an image by whole pixels; zeros come in from the border.
 *
 * @param fraction the farthest way, as part of height and of width, in 0..1
 */
public record Shift(double distance) implements Augmentation {
  /** Its line in the catalog. */
  static final Entry<Augmentation> ENTRY =
      Entry.of(
          "shift",
          Shift.class,
          "move by at most a number of pixels, or a part of height and width",
          List.of(
              Setting.number(
                  "distance",
                  0,
                  1e6,
                  0.1,
                  "the farthest way: pixels, or below 1 a part of the size")),
          s -> new Shift(s.number("distance")),
          x -> Settings.of("distance", x.distance()));

  /** Checks the range. */
  public Shift {
    if (!(distance >= 0 && distance <= 1e6)) {
      throw new DataException("shift: got distance " + distance + "; must be 0 or more");
    }
  }

  @Override
  public void check(Shape shape) {
    ImageView.check("shift", shape);
  }

  @Override
  public void apply(float[] values, int offset, Shape shape, Draws draws) {
    ImageView image = new ImageView(values, offset, shape);
    int farY = far(image.height);
    int farX = far(image.width);
    int down = draws.below(2 * farY + 1, 0) - farY;
    int right = draws.below(2 * farX + 1, 1) - farX;
    for (int y = 0; y < image.height; y++) {
      for (int x = 0; x < image.width; x++) {
        image.move(y, x, y - down, x - right, 0);
      }
    }
  }

  private int far(int size) {
    return (int) Math.min(size, Math.round(distance < 1 ? distance * size : distance));
  }
}
