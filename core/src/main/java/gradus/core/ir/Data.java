package gradus.core.ir;

import gradus.core.shape.DType;
import gradus.core.shape.Shape;
import gradus.core.shape.ShapeException;

/** Numbers in row-major order; compared by identity, never written after they are made. */
public final class Data {
  private final Shape shape;
  private final DType type;
  private final int[] bits;

  private Data(Shape shape, DType type, int[] bits) {
    if (shape.count() != bits.length) {
      throw new ShapeException(
          "got " + bits.length + " numbers for shape " + shape + ", which holds " + shape.count());
    }
    this.shape = shape;
    this.type = type;
    this.bits = bits;
  }

  /** Floats. */
  public static Data floats(Shape shape, float... values) {
    int[] bits = new int[values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToRawIntBits(values[i]);
    }
    return new Data(shape, DType.F32, bits);
  }

  /** Ints. */
  public static Data ints(Shape shape, int... values) {
    return new Data(shape, DType.I32, values.clone());
  }

  /** Raw 32-bit patterns of a type; the array is taken over. */
  public static Data ofBits(Shape shape, DType type, int[] bits) {
    return new Data(shape, type, bits);
  }

  /** The shape. */
  public Shape shape() {
    return shape;
  }

  /** The element type. */
  public DType type() {
    return type;
  }

  /** The raw 32 bits of an element. */
  public int bits(int position) {
    return bits[position];
  }

  /** An element as a double. */
  public double value(int position) {
    return type == DType.F32 ? Float.intBitsToFloat(bits[position]) : bits[position];
  }

  /** All elements as floats. */
  public float[] toFloats() {
    float[] values = new float[bits.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = type == DType.F32 ? Float.intBitsToFloat(bits[i]) : bits[i];
    }
    return values;
  }

  /** All elements as ints; floats are truncated. */
  public int[] toInts() {
    int[] values = bits.clone();
    if (type == DType.F32) {
      for (int i = 0; i < values.length; i++) {
        values[i] = (int) Float.intBitsToFloat(bits[i]);
      }
    }
    return values;
  }

  /** A copy of the raw 32-bit patterns. */
  public int[] toBits() {
    return bits.clone();
  }
}
