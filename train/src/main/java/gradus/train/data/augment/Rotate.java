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
 * Turns an image about its middle, bilinear; zeros come in from the border.
 *
 * @param degrees the largest angle to either side, in 0..180
 */
public record Rotate(double degrees) implements Augmentation {
  /** Its line in the catalog. */
  static final Entry<Augmentation> ENTRY =
      Entry.of(
          "rotate",
          Rotate.class,
          "turn by a chance angle",
          List.of(Setting.number("degrees", 0, 180, 10, "the largest angle to either side")),
          s -> new Rotate(s.number("degrees")),
          x -> Settings.of("degrees", x.degrees()));

  /** Checks the range. */
  public Rotate {
    if (!(degrees >= 0 && degrees <= 180)) {
      throw new DataException("rotate: got " + degrees + " degrees; must be in 0..180");
    }
  }

  @Override
  public void check(Shape shape) {
    ImageView.check("rotate", shape);
  }

  @Override
  public void apply(float[] values, int offset, Shape shape, Draws draws) {
    turn(new ImageView(values, offset, shape), draws.between(-degrees, degrees, 0));
  }

  /** Counter-clockwise. */
  static void turn(ImageView image, double degrees) {
    double cos = StrictMath.cos(StrictMath.toRadians(degrees));
    double sin = StrictMath.sin(StrictMath.toRadians(degrees));
    double middleY = (image.height - 1) / 2.0;
    double middleX = (image.width - 1) / 2.0;
    for (int y = 0; y < image.height; y++) {
      for (int x = 0; x < image.width; x++) {
        double fromX = cos * (x - middleX) - sin * (y - middleY) + middleX;
        double fromY = sin * (x - middleX) + cos * (y - middleY) + middleY;
        sample(image, y, x, fromY, fromX);
      }
    }
  }

  private static void sample(ImageView image, int y, int x, double fromY, double fromX) {
    int top = (int) Math.floor(fromY);
    int left = (int) Math.floor(fromX);
    float down = (float) (fromY - top);
    float right = (float) (fromX - left);
    for (int c = 0; c < image.channels; c++) {
      float upper =
          (1 - right) * image.before(top, left, c) + right * image.before(top, left + 1, c);
      float lower =
          (1 - right) * image.before(top + 1, left, c) + right * image.before(top + 1, left + 1, c);
      image.put(y, x, c, (1 - down) * upper + down * lower);
    }
  }
}
