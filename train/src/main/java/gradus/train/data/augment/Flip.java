package gradus.train.data.augment;

import gradus.core.shape.Shape;
import gradus.train.data.Augmentation;
import gradus.train.data.DataException;
import gradus.train.data.Draws;

/** Mirrors an image, left to right or top to bottom, each in half of the cases. */
public record Flip(boolean horizontal, boolean vertical) implements Augmentation {
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
