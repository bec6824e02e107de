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
public record Shift(double fraction) implements Augmentation {
  /** Its line in the catalog. */
  static final Entry<Augmentation> ENTRY =
      Entry.of(
          "shift",
          Shift.class,
          "move by at most a fraction of height and width",
          List.of(
              Setting.number(
                  "fraction", 0, 1, 0.1, "the farthest way, as part of height and width")),
          s -> new Shift(s.number("fraction")),
          x -> Settings.of("fraction", x.fraction()));

  /** Checks the range. */
  public Shift {
    if (!(fraction >= 0 && fraction <= 1)) {
      throw new DataException("shift: got fraction " + fraction + "; must be in 0..1");
    }
  }

  @Override
  public void check(Shape shape) {
    ImageView.check("shift", shape);
  }

  @Override
  public void apply(float[] values, int offset, Shape shape, Draws draws) {
    ImageView image = new ImageView(values, offset, shape);
    int farY = (int) Math.round(fraction * image.height);
    int farX = (int) Math.round(fraction * image.width);
    int down = draws.below(2 * farY + 1, 0) - farY;
    int right = draws.below(2 * farX + 1, 1) - farX;
    for (int y = 0; y < image.height; y++) {
      for (int x = 0; x < image.width; x++) {
        image.move(y, x, y - down, x - right, 0);
      }
    }
  }
}
