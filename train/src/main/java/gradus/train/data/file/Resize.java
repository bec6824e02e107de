package gradus.train.data.file;

/**
 * Scales images, one axis after the other, with a triangle filter: bilinear when enlarging; when
 * shrinking the triangle grows with the step, so that no pixel is skipped.
 */
final class Resize {
  private Resize() {}

  static Pixels to(Pixels image, int height, int width) {
    return rows(columns(image, width), height);
  }

  private static Pixels columns(Pixels image, int width) {
    if (width == image.width()) {
      return image;
    }
    int channels = image.channels();
    float[] out = new float[image.height() * width * channels];
    for (int x = 0; x < width; x++) {
      Window window = Window.of(x, width, image.width());
      for (int y = 0; y < image.height(); y++) {
        for (int c = 0; c < channels; c++) {
          float sum = 0;
          for (int i = 0; i < window.weights.length; i++) {
            int at = (y * image.width() + window.first + i) * channels + c;
            sum += window.weights[i] * image.values()[at];
          }
          out[(y * width + x) * channels + c] = sum;
        }
      }
    }
    return new Pixels(image.height(), width, channels, out);
  }

  private static Pixels rows(Pixels image, int height) {
    if (height == image.height()) {
      return image;
    }
    int row = image.width() * image.channels();
    float[] out = new float[height * row];
    for (int y = 0; y < height; y++) {
      Window window = Window.of(y, height, image.height());
      for (int i = 0; i < window.weights.length; i++) {
        for (int x = 0; x < row; x++) {
          out[y * row + x] += window.weights[i] * image.values()[(window.first + i) * row + x];
        }
      }
    }
    return new Pixels(height, image.width(), image.channels(), out);
  }

  /** The source pixels under one target pixel, with weights that sum to 1. */
  private record Window(int first, float[] weights) {
    static Window of(int target, int targets, int sources) {
      double step = (double) sources / targets;
      double centre = (target + 0.5) * step;
      double reach = Math.max(step, 1);
      int first = (int) Math.max(0, Math.floor(centre - reach));
      int last = (int) Math.min(sources - 1, Math.ceil(centre + reach));
      double[] exact = new double[last - first + 1];
      double sum = 0;
      for (int i = 0; i < exact.length; i++) {
        exact[i] = Math.max(0, 1 - Math.abs((first + i + 0.5 - centre) / reach));
        sum += exact[i];
      }
      float[] weights = new float[exact.length];
      for (int i = 0; i < weights.length; i++) {
        weights[i] = (float) (exact[i] / sum);
      }
      return new Window(first, weights);
    }
  }
}
