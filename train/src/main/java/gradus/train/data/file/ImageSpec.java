package gradus.train.data.file;

import gradus.core.shape.Shape;
import gradus.train.data.DataException;

/**
 * What images become: {@code [height, width, channels]}, values in 0..1.
 *
 * @param channels 1 for grey, 3 for red, green, blue
 * @param fit how an image of another aspect ratio comes to this one
 */
public record ImageSpec(int height, int width, int channels, Fit fit) {
  /** How an image comes to another aspect ratio. */
  public enum Fit {
    /** Height and width are scaled on their own; the picture is distorted. */
    STRETCH,
    /** Scaled until it covers all, then the middle is cut out. */
    CROP
  }

  /** Checks the sizes. */
  public ImageSpec {
    if (height < 1 || width < 1 || (channels != 1 && channels != 3)) {
      throw new DataException(
          "images: got %d×%d with %d channels; sizes must be 1 or more, channels 1 or 3"
              .formatted(height, width, channels));
    }
  }

  /** Grey images, cropped to their middle. */
  public static ImageSpec grey(int height, int width) {
    return new ImageSpec(height, width, 1, Fit.CROP);
  }

  /** Colour images, cropped to their middle. */
  public static ImageSpec colour(int height, int width) {
    return new ImageSpec(height, width, 3, Fit.CROP);
  }

  /** Channels last. */
  public Shape shape() {
    return Shape.of(height, width, channels);
  }
}
