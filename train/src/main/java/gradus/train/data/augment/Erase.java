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
 * Sets a rectangle of an image to zero (Zhong, Zheng, Kang, Li, Yang 2017). Its area is drawn
 * evenly, its aspect ratio evenly on a logarithmic scale from 0.3 to 1 / 0.3.
 *
 * @param probability how often
 * @param smallest the least part of the area, in 0..1
 * @param largest the greatest part of the area, in 0..1
 */
public record Erase(double probability, double smallest, double largest) implements Augmentation {
  /** Its line in the catalog. */
  static final Entry<Augmentation> ENTRY =
      Entry.of(
          "erase",
          Erase.class,
          "set a rectangle to zero",
          List.of(
              Setting.number("probability", 0, 1, 0.5, "how often"),
              Setting.number("smallest", 0, 1, 0.02, "the least part of the area"),
              Setting.number("largest", 0, 1, 0.2, "the greatest part of the area")),
          s -> new Erase(s.number("probability"), s.number("smallest"), s.number("largest")),
          x ->
              Settings.of(
                  "probability",
                  x.probability(),
                  "smallest",
                  x.smallest(),
                  "largest",
                  x.largest()));

  private static final double LOG_ASPECT = StrictMath.log(0.3);

  /** Checks the ranges. */
  public Erase {
    if (!(probability >= 0 && probability <= 1 && 0 <= smallest)
        || !(smallest <= largest && largest <= 1)) {
      throw new DataException(
          "erase: got probability %s, areas %s..%s; all must be in 0..1, the areas rising"
              .formatted(probability, smallest, largest));
    }
  }

  @Override
  public void check(Shape shape) {
    ImageView.check("erase", shape);
  }

  @Override
  public void apply(float[] values, int offset, Shape shape, Draws draws) {
    if (draws.uniform(0) >= probability) {
      return;
    }
    ImageView image = new ImageView(values, offset, shape);
    double area = draws.between(smallest, largest, 1) * image.height * image.width;
    double aspect = StrictMath.exp(draws.between(LOG_ASPECT, -LOG_ASPECT, 2));
    int height = Math.min(image.height, (int) Math.round(Math.sqrt(area * aspect)));
    int width = Math.min(image.width, (int) Math.round(Math.sqrt(area / aspect)));
    int top = draws.below(image.height - height + 1, 3);
    int left = draws.below(image.width - width + 1, 4);
    for (int y = top; y < top + height; y++) {
      for (int x = left; x < left + width; x++) {
        image.move(y, x, -1, -1, 0);
      }
    }
  }
}
