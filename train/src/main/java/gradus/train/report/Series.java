package gradus.train.report;

import java.util.List;

/**
 * One named line of a plot, or a band between two lines, or points. A value that is not finite, or
 * has no place on a logarithmic axis, leaves a gap.
 */
public final class Series {
  private final String name;
  private final double[] x;
  private final double[] y;
  private final double[] low;
  private final Look look;

  /** How it is drawn. */
  private enum Look {
    LINE,
    FAINT,
    POINTS
  }

  private Series(String name, double[] x, double[] y, double[] low, Look look) {
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
    this.low = low;
    this.look = look;
  }

  /**
   * A line through the points (x, y), in their order.
   *
   * @throws IllegalArgumentException if there are not as many x as y
   */
  public static Series of(String name, double[] x, double[] y) {
    return new Series(name, x.clone(), y.clone(), null, Look.LINE);
  }

  /** A line whose x are 1, 2, 3… */
  public static Series of(String name, double... y) {
    double[] x = new double[y.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = i + 1;
    }
    return new Series(name, x, y.clone(), null, Look.LINE);
  }

  /** A line through {@code {x, y}} pairs. */
  public static Series of(String name, List<double[]> points) {
    return new Series(
        name,
        points.stream().mapToDouble(point -> point[0]).toArray(),
        points.stream().mapToDouble(point -> point[1]).toArray(),
        null,
        Look.LINE);
  }

  /**
   * The area between two lines.
   *
   * @throws IllegalArgumentException if there are not as many of each
   */
  public static Series band(String name, double[] x, double[] low, double[] high) {
    if (low.length != high.length) {
      throw new IllegalArgumentException(
          "band "
              + name
              + ": got "
              + low.length
              + " lower and "
              + high.length
              + " upper ends; give as many of each");
    }
    return new Series(name, x.clone(), high.clone(), low.clone(), Look.LINE);
  }

  /** The same values as points that no line joins. */
  public Series points() {
    return new Series(name, x, y, low, Look.POINTS);
  }

  /** The same line drawn thin and pale, as noisy values are. */
  public Series faint() {
    return new Series(name, x, y, low, Look.FAINT);
  }

  /** The line's name in the legend. */
  public String name() {
    return name;
  }

  /** True if the line is drawn thin and pale. */
  public boolean isFaint() {
    return look == Look.FAINT;
  }

  /** True if only points are drawn. */
  public boolean isPoints() {
    return look == Look.POINTS;
  }

  /** True if the area down to {@link #low} is drawn. */
  public boolean isBand() {
    return low != null;
  }

  /** The lower end of a band at point {@code i}; of a line its value. */
  public double low(int i) {
    return low == null ? y[i] : low[i];
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
