package gradus.train.data.file;

import gradus.core.shape.Shape;
import gradus.train.data.DataException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** An array as numpy files hold it: a shape, an element type, row-major elements; immutable. */
public final class NpyArray {
  private final Shape shape;
  private final NpyType type;
  private final byte[] data;

  NpyArray(Shape shape, NpyType type, byte[] data) {
    this.shape = shape;
    this.type = type;
    this.data = data;
    if ((long) shape.count() * type.bytes() != data.length) {
      throw new DataException(
          "array of shape %s: got %d bytes; must be %d"
              .formatted(shape, data.length, (long) shape.count() * type.bytes()));
    }
  }

  /** A float32 array of row-major values. */
  public static NpyArray of(Shape shape, float[] values) {
    ByteBuffer data = little(4 * values.length);
    data.asFloatBuffer().put(values);
    return new NpyArray(shape, NpyType.F4, data.array());
  }

  /** A float64 array of row-major values. */
  public static NpyArray of(Shape shape, double[] values) {
    ByteBuffer data = little(8 * values.length);
    data.asDoubleBuffer().put(values);
    return new NpyArray(shape, NpyType.F8, data.array());
  }

  /** An int32 array of row-major values. */
  public static NpyArray of(Shape shape, int[] values) {
    ByteBuffer data = little(4 * values.length);
    data.asIntBuffer().put(values);
    return new NpyArray(shape, NpyType.I4, data.array());
  }

  /** An int64 array of row-major values. */
  public static NpyArray of(Shape shape, long[] values) {
    ByteBuffer data = little(8 * values.length);
    data.asLongBuffer().put(values);
    return new NpyArray(shape, NpyType.I8, data.array());
  }

  /** An array of unsigned bytes, row-major. */
  public static NpyArray of(Shape shape, byte[] values) {
    return new NpyArray(shape, NpyType.U1, values.clone());
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The sizes of the axes. */
  public Shape shape() {
    return shape;
  }

  /** The type of the elements. */
  public NpyType type() {
    return type;
  }

  /** All elements as float32, row-major; numbers beyond float32 round to the nearest. */
  public float[] floats() {
    ByteBuffer elements = elements();
    float[] values = new float[shape.count()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) type.read(elements, i);
    }
    return values;
  }

  /** All elements as float64, row-major. */
  public double[] doubles() {
    ByteBuffer elements = elements();
    double[] values = new double[shape.count()];
    for (int i = 0; i < values.length; i++) {
      values[i] = type.read(elements, i);
    }
    return values;
  }

  /**
   * All elements as int32, row-major.
   *
   * @throws DataException if one is not whole or does not fit (names its position)
   */
  public int[] ints() {
    double[] wide = doubles();
    int[] values = new int[wide.length];
    for (int i = 0; i < wide.length; i++) {
      values[i] = (int) wide[i];
      if (values[i] != wide[i]) {
        throw new DataException(
            "element %d: got %s; must be a whole number within int32".formatted(i, wide[i]));
      }
    }
    return values;
  }

  ByteBuffer elements() {
    return ByteBuffer.wrap(data)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asReadOnlyBuffer()
        .order(ByteOrder.LITTLE_ENDIAN);
  }
}
