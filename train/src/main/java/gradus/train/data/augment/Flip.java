package gradus.train.data.augment;

import gradus.core.shape.Shape;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import gradus.train.data.Augmentation;
import gradus.train.data.DataException;
import gradus.train.data.Draws;
import java.util.List;

/** Mirrors an image, left to right or top to bottom, each in half of the cases. */
public record Flip(boolean horizontal, boolean vertical) implements Augmentation {
  /** Its line in the catalog. */
  static final Entry<Augmentation> ENTRY =
      Entry.of(
          "flip",
          Flip.class,
          "mirror left to right or top to bottom, in half of the cases",
          List.of(
              Setting.flag("horizontal", true, "mirror left to right"),
              Setting.flag("vertical", false, "mirror top to bottom")),
          s -> new Flip(s.flag("horizontal"), s.flag("vertical")),
          x -> Settings.of("horizontal", x.horizontal(), "vertical", x.vertical()));

  /** Checks that there is something to do. */
  public Flip {
    if (!horizontal && !vertical) {
      throw new DataException("flip: neither horizontal nor vertical; must be at least one");
    }
  }

  @Override
  public void check(Shape shape) {
    ImageView.check("flip", shape);
  }

  @Override
  public void apply(float[] values, int offset, Shape shape, Draws draws) {
    boolean leftRight = horizontal && draws.uniform(0) < 0.5;
    boolean topDown = vertical && draws.uniform(1) < 0.5;
    if (!leftRight && !topDown) {
      return;
    }
    ImageView image = new ImageView(values, offset, shape);
    for (int y = 0; y < image.height; y++) {
      for (int x = 0; x < image.width; x++) {
        int fromY = topDown ? image.height - 1 - y : y;
        int fromX = leftRight ? image.width - 1 - x : x;
        image.move(y, x, fromY, fromX, 0);
      }
    }
  }
}
