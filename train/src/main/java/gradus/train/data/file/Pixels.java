package gradus.train.data.file;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * An image as float values in 0..1, channels last.
 *
 * @param values row-major {@code [height, width, channels]}
 */
record Pixels(int height, int width, int channels, float[] values) {
  /**
   * Takes the pixels of an image. Grey is 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601); transparent
   * parts show white behind.
   */
  static Pixels of(BufferedImage image, int channels) {
    Raster raster = image.getRaster();
    boolean grey = raster.getNumBands() <= 2 && !(image.getColorModel() instanceof IndexColorModel);
    int width = image.getWidth();
    float[] values = new float[Math.multiplyExact(image.getHeight() * width, channels)];
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < width; x++) {
        int at = (y * width + x) * channels;
        if (grey) {
          putGrey(raster, x, y, image, values, at, channels);
        } else {
          putColour(image.getRGB(x, y), values, at, channels);
        }
      }
    }
    return new Pixels(image.getHeight(), width, channels, values);
  }

  /** Samples are read as stored: Java's getRGB would change the brightness of grey images. */
  private static void putGrey(
      Raster raster, int x, int y, BufferedImage image, float[] into, int at, int channels) {
    float level = sample(raster, x, y, 0, image);
    if (raster.getNumBands() == 2) {
      float alpha = sample(raster, x, y, 1, image);
      level = level * alpha + (1 - alpha);
    }
    for (int c = 0; c < channels; c++) {
      into[at + c] = level;
    }
  }

  private static float sample(Raster raster, int x, int y, int band, BufferedImage image) {
    int bits = image.getColorModel().getComponentSize(band);
    return raster.getSample(x, y, band) / (float) ((1L << bits) - 1);
  }

  private static void putColour(int argb, float[] into, int at, int channels) {
    float alpha = (argb >>> 24) / 255f;
    float red = (argb >> 16 & 0xFF) / 255f * alpha + (1 - alpha);
    float green = (argb >> 8 & 0xFF) / 255f * alpha + (1 - alpha);
    float blue = (argb & 0xFF) / 255f * alpha + (1 - alpha);
    if (channels == 1) {
      into[at] = 0.299f * red + 0.587f * green + 0.114f * blue;
    } else {
      into[at] = red;
      into[at + 1] = green;
      into[at + 2] = blue;
    }
  }

  /** The middle part of the given size. */
  Pixels middle(int newHeight, int newWidth) {
    int top = (height - newHeight) / 2;
    int left = (width - newWidth) / 2;
    float[] cut = new float[newHeight * newWidth * channels];
    for (int y = 0; y < newHeight; y++) {
      System.arraycopy(
          values,
          ((top + y) * width + left) * channels,
          cut,
          y * newWidth * channels,
          newWidth * channels);
    }
    return new Pixels(newHeight, newWidth, channels, cut);
  }
}
