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
 * Pads an image on all sides and cuts a part of the old size out by chance.
 *
 * @param padding the pixels added on each side, 4 is usual for 32×32
 * @param reflect whether the padding mirrors the image; otherwise it is zeros
 */
public record Crop(int padding, boolean reflect) implements Augmentation {
  /** Its line in the catalog. */
  static final Entry<Augmentation> ENTRY =
      Entry.of(
          "crop",
          Crop.class,
          "pad each side, then cut the old size out by chance",
          List.of(
              Setting.whole("padding", 0, 4, "pixels added on each side"),
              Setting.flag(
                  "reflect", false, "whether the padding mirrors the image; else it is zeros")),
          s -> new Crop(s.whole("padding"), s.flag("reflect")),
          x -> Settings.of("padding", x.padding(), "reflect", x.reflect()));

  /** Checks the range. */
  public Crop {
    if (padding < 0) {
      throw new DataException("crop: got padding " + padding + "; must be 0 or more");
    }
  }

  @Override
  public void check(Shape shape) {
    ImageView.check("crop", shape);
    if (reflect && padding >= Math.min(shape.size(0), shape.size(1))) {
      throw new DataException(
          "crop: got padding %d for images %s; to reflect it must be less than height and width"
              .formatted(padding, shape));
    }
  }

  @Override
  public void apply(float[] values, int offset, Shape shape, Draws draws) {
    ImageView image = new ImageView(values, offset, shape);
    int down = draws.below(2 * padding + 1, 0) - padding;
    int right = draws.below(2 * padding + 1, 1) - padding;
    for (int y = 0; y < image.height; y++) {
      for (int x = 0; x < image.width; x++) {
        int fromY = reflect ? mirrored(y + down, image.height) : y + down;
        int fromX = reflect ? mirrored(x + right, image.width) : x + right;
        image.move(y, x, fromY, fromX, 0);
      }
    }
  }

  /** -1 becomes 1, size becomes size - 2. */
  private static int mirrored(int position, int size) {
    int positive = Math.abs(position);
    return positive < size ? positive : 2 * (size - 1) - positive;
  }
}
