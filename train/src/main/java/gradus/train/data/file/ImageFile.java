package gradus.train.data.file;

import gradus.train.data.DataException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Reads an image file (PNG, JPEG, GIF, BMP, TIFF). */
public final class ImageFile {
  private ImageFile() {}

  /**
   * The image in the wanted size and channels.
   *
   * @return row-major {@code [height, width, channels]}, values in 0..1
   * @throws DataException if the file is missing, empty, truncated or no image
   */
  public static float[] read(Path path, ImageSpec spec) {
    Pixels pixels = Pixels.of(decode(path), spec.channels());
    int height = spec.height();
    int width = spec.width();
    return switch (spec.fit()) {
      case STRETCH -> Resize.to(pixels, height, width).values();
      case CROP -> {
        double factor =
            Math.max((double) height / pixels.height(), (double) width / pixels.width());
        int coverHeight = (int) Math.max(height, Math.round(pixels.height() * factor));
        int coverWidth = (int) Math.max(width, Math.round(pixels.width() * factor));
        yield Resize.to(pixels, coverHeight, coverWidth).middle(height, width).values();
      }
    };
  }

  private static BufferedImage decode(Path path) {
    byte[] bytes = new InputFile(path).bytes();
    try {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes));
      if (image != null) {
        return image;
      }
    } catch (IOException | RuntimeException e) {
      throw new DataException(path + ": the image is truncated or damaged; save it again", e);
    }
    throw new DataException(path + ": is no image that can be read; must be PNG or JPEG");
  }
}
