package gradus.train.report;

import java.util.List;

/**
 * One named line of a plot. A value that is not finite, or has no place on a logarithmic axis,
 * leaves a gap.
 */
public final class Series {
  private final String name;
  private final double[] x;
  private final double[] y;
  private final boolean faint;

  private Series(String name, double[] x, double[] y, boolean faint) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "series "
              + name
              + ": got "
              + x.length
              + " x and "
              + y.length
              + " y; give as many of each");
    }
    this.name = name;
    this.x = x;
    this.y = y;
    this.faint = faint;
  }

  /**
   * A line through the points (x, y), in their order.
   *
   * @throws IllegalArgumentException if there are not as many x as y
   */
  public static Series of(String name, double[] x, double[] y) {
    return new Series(name, x.clone(), y.clone(), false);
  }

  /** A line whose x are 1, 2, 3… */
  public static Series of(String name, double... y) {
    double[] x = new double[y.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = i + 1;
    }
    return new Series(name, x, y.clone(), false);
  }

  /** A line through {@code {x, y}} pairs. */
  public static Series of(String name, List<double[]> points) {
    return new Series(
        name,
        points.stream().mapToDouble(point -> point[0]).toArray(),
        points.stream().mapToDouble(point -> point[1]).toArray(),
        false);
  }

  /** The same line drawn thin and pale, as noisy values are. */
  public Series faint() {
    return new Series(name, x, y, true);
  }

  /** The line's name in the legend. */
  public String name() {
    return name;
  }

  /** True if the line is drawn thin and pale. */
  public boolean isFaint() {
    return faint;
  }

  /** The number of points. */
  public int size() {
    return x.length;
  }

  /** The place across of point {@code i}. */
  public double x(int i) {
    return x[i];
  }

  /** The value of point {@code i}. */
  public double y(int i) {
    return y[i];
  }
}
