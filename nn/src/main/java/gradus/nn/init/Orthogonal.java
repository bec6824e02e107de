package gradus.nn.init;

import gradus.core.shape.Shape;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * A random orthogonal matrix times the gain: with all axes but the last as rows, {@code Q^T Q =
 * gain^2 I} (or {@code Q Q^T} if there are fewer rows), so that lengths survive any depth (Saxe et
 * al. 2014).
 *
 * @param gain factor for the activation that follows; 5/3 for tanh
 */
public record Orthogonal(double gain) implements Initializer {
  /** Its line in the catalog. */
  public static final Entry<Initializer> ENTRY =
      Entry.of(
          "orthogonal",
          Orthogonal.class,
          "A random rotation: keeps lengths through linear units",
          List.of(
              Setting.number(
                  "gain",
                  0,
                  Double.POSITIVE_INFINITY,
                  1,
                  "factor for the activation that follows; 5/3 for tanh")),
          s -> new Orthogonal(s.number("gain")),
          i -> Settings.of("gain", i.gain()));

  /** With the usual settings. */
  public static Orthogonal of() {
    return new Orthogonal(1);
  }

  /** Normal vectors made orthonormal one after the other (Gram and Schmidt), twice for rounding. */
  private static double[][] basis(int count, int length, Draws draws) {
    double[][] basis = new double[count][length];
    for (int k = 0; k < count; k++) {
      double[] v = basis[k];
      for (int i = 0; i < length; i++) {
        v[i] = draws.normal((long) k * length + i);
      }
      for (int pass = 0; pass < 2; pass++) {
        for (int j = 0; j < k; j++) {
          addScaled(v, -dot(v, basis[j]), basis[j]);
        }
        double norm = Math.sqrt(dot(v, v));
        for (int i = 0; i < length; i++) {
          v[i] /= norm;
        }
      }
    }
    return basis;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static void addScaled(double[] a, double factor, double[] b) {
    for (int i = 0; i < a.length; i++) {
      a[i] += factor * b[i];
    }
  }

  @Override
  public float[] values(Shape shape, long seed) {
    if (shape.rank() < 2) {
      throw new IllegalArgumentException(
          "orthogonal: got shape " + shape + "; a matrix or a kernel is needed");
    }
    int columns = shape.size(-1);
    int rows = columns == 0 ? 0 : shape.count() / columns;
    boolean tall = rows >= columns;
    int length = Math.max(rows, columns);
    double[][] basis = basis(Math.min(rows, columns), length, new Draws(seed));
    return Draws.fill(
        shape.count(),
        i -> {
          int row = (int) i / columns;
          int column = (int) i % columns;
          return gain * (tall ? basis[column][row] : basis[row][column]);
        });
  }
}
