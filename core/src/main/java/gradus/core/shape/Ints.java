package gradus.core.shape;

import java.util.Arrays;

/** An immutable list of ints with value equality: axes, strides, paddings. */
public final class Ints {
  private final int[] values;

  private Ints(int[] values) {
    this.values = values;
  }

  /** The list of the given values. */
  public static Ints of(int... values) {
    return new Ints(values.clone());
  }

  /** The same value {@code count} times. */
  public static Ints repeat(int value, int count) {
    int[] values = new int[count];
    Arrays.fill(values, value);
    return new Ints(values);
  }

  /** The number of values. */
  public int size() {
    return values.length;
  }

  /** The value at a position. */
  public int get(int position) {
    return values[position];
  }

  /** Whether a value is in the list. */
  public boolean contains(int value) {
    for (int candidate : values) {
      if (candidate == value) {
        return true;
      }
    }
    return false;
  }

  /** Whether every value is the given one. */
  public boolean all(int value) {
    for (int candidate : values) {
      if (candidate != value) {
        return false;
      }
    }
    return true;
  }

  /** A copy of the values. */
  public int[] toArray() {
    return values.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Ints that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return Arrays.toString(values);
  }
}
