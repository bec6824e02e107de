package gradus.nn.init;

import gradus.core.shape.Shape;

/**
 * How many numbers flow into and out of a unit: for a dense weight [in, out] or a kernel [k.., in /
 * groups, out], {@code in = k.. in / groups} and {@code out = k.. out}. A vector counts its size as
 * both.
 */
public record Fans(int in, int out) {
  /** The fans of a weight of a shape. */
  public static Fans of(Shape shape) {
    if (shape.rank() < 2) {
      int size = Math.max(1, shape.count());
      return new Fans(size, size);
    }
    int taps = shape.slice(0, shape.rank() - 2).count();
    return new Fans(Math.max(1, taps * shape.size(-2)), Math.max(1, taps * shape.size(-1)));
  }
}
