package gradus.train.data.augment;

import gradus.core.shape.Shape;
import gradus.train.data.DataException;

/** One image within a batch, channels last, and a copy of how it was. */
final class ImageView {
  final int height;
  final int width;
  final int channels;
  private final float[] values;
  private final int offset;
  private final float[] before;

  ImageView(float[] values, int offset, Shape shape) {
    this.values = values;
    this.offset = offset;
    this.height = shape.size(0);
    this.width = shape.size(1);
    this.channels = shape.size(2);
    this.before = new float[shape.count()];
    System.arraycopy(values, offset, before, 0, before.length);
  }

  static void check(String name, Shape shape) {
    if (shape.rank() != 3) {
      throw new DataException(
          "%s: got examples of shape %s; must be images [height, width, channels]"
              .formatted(name, shape));
    }
  }

  /** Puts the old pixel (fromY, fromX), or the fill beyond the border, at (y, x). */
  void move(int y, int x, int fromY, int fromX, float fill) {
    boolean inside = fromY >= 0 && fromY < height && fromX >= 0 && fromX < width;
    for (int c = 0; c < channels; c++) {
      put(y, x, c, inside ? before(fromY, fromX, c) : fill);
    }
  }

  /** A value as it was; 0 beyond the border. */
  float before(int y, int x, int c) {
    boolean inside = y >= 0 && y < height && x >= 0 && x < width;
    return inside ? before[(y * width + x) * channels + c] : 0;
  }

  void put(int y, int x, int c, float value) {
    values[offset + (y * width + x) * channels + c] = value;
  }
}
