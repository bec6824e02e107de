package gradus.core.shape;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The sizes of a tensor's axes, outermost first; immutable. A scalar has rank 0 and one element.
 */
public final class Shape {
  /** The shape of a scalar: rank 0, one element. */
  public static final Shape SCALAR = new Shape(new int[0]);

  private final int[] sizes;

  private Shape(int[] sizes) {
    this.sizes = sizes;
  }

  /**
   * The shape with the given axis sizes.
   *
   * @throws IllegalArgumentException if a size is negative or the element count passes 2^31 - 1
   */
  public static Shape of(int... sizes) {
    long count = 1;
    for (int size : sizes) {
      if (size < 0) {
        throw new IllegalArgumentException(
            "shape " + Arrays.toString(sizes) + ": sizes must be 0 or more; got " + size);
      }
      count = Math.multiplyExact(count, (long) size);
      if (count > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "shape "
                + Arrays.toString(sizes)
                + ": more than 2^31 - 1 elements; use smaller batches");
      }
    }
    return sizes.length == 0 ? SCALAR : new Shape(sizes.clone());
  }

  /** The number of axes. */
  public int rank() {
    return sizes.length;
  }

  /** The size of an axis; negative axes count from the end. */
  public int size(int axis) {
    return sizes[axis(axis)];
  }

  /** The axis as a number in 0..rank-1; negative axes count from the end. */
  public int axis(int axis) {
    int positive = axis < 0 ? axis + sizes.length : axis;
    if (positive < 0 || positive >= sizes.length) {
      throw new ShapeException(
          "axis "
              + axis
              + " of shape "
              + this
              + ": must be in "
              + -sizes.length
              + ".."
              + (sizes.length - 1));
    }
    return positive;
  }

  /** The number of elements. */
  public int count() {
    int count = 1;
    for (int size : sizes) {
      count *= size;
    }
    return count;
  }

  /** A copy of the axis sizes. */
  public int[] sizes() {
    return sizes.clone();
  }

  /** The distance, in elements, between neighbours along each axis of a row-major tensor. */
  public int[] strides() {
    int[] strides = new int[sizes.length];
    int stride = 1;
    for (int i = sizes.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride *= sizes[i];
    }
    return strides;
  }

  /** This shape with one axis of another size. */
  public Shape with(int axis, int size) {
    int[] changed = sizes.clone();
    changed[axis(axis)] = size;
    return of(changed);
  }

  /** This shape with size 1 at the given axes. */
  public Shape keep(int... axes) {
    int[] changed = sizes.clone();
    for (int axis : axes) {
      changed[axis(axis)] = 1;
    }
    return of(changed);
  }

  /** The axes {@code from} (inclusive) to {@code to} (exclusive). */
  public Shape slice(int from, int to) {
    return of(Arrays.copyOfRange(sizes, from, to));
  }

  /** This shape followed by more axes. */
  public Shape plus(int... more) {
    int[] all = Arrays.copyOf(sizes, sizes.length + more.length);
    System.arraycopy(more, 0, all, sizes.length, more.length);
    return of(all);
  }

  /**
   * The shape to which two shapes broadcast, by numpy's rule: aligned at the last axis, sizes equal
   * or 1.
   */
  public static Shape broadcast(Shape a, Shape b) {
    int rank = Math.max(a.rank(), b.rank());
    int[] sizes = new int[rank];
    for (int i = 1; i <= rank; i++) {
      int x = i <= a.rank() ? a.sizes[a.rank() - i] : 1;
      int y = i <= b.rank() ? b.sizes[b.rank() - i] : 1;
      if (x != y && x != 1 && y != 1) {
        throw new ShapeException(
            "got "
                + a
                + " and "
                + b
                + "; sizes "
                + x
                + " and "
                + y
                + " must be equal or 1 to broadcast");
      }
      sizes[rank - i] = x == 1 ? y : x;
    }
    return of(sizes);
  }

  /** All axes 0..rank-1. */
  public int[] axes() {
    return IntStream.range(0, sizes.length).toArray();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape that && Arrays.equals(sizes, that.sizes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sizes);
  }

  /** For example {@code [32, 784]}; a scalar prints as {@code []}. */
  @Override
  public String toString() {
    return Arrays.stream(sizes)
        .mapToObj(String::valueOf)
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
