package gradus.train.report;

/**
 * How numbers become colours, and how they are written into the page.
 *
 * @param ramp the colours
 * @param low for {@code DIVERGING} the lower end of what is as it should be; else the ramp's start
 * @param high for {@code DIVERGING} the upper end of what is as it should be; else the ramp's end
 * @param decades for {@code DIVERGING} how many powers of ten away the ramp ends; else 0
 */
public record Scale(Ramp ramp, double low, double high, double decades) {
  private static final double LEAST = 1e-32;

  /**
   * Numbers that should be {@code center}.
   *
   * @param decades how many powers of ten away the ramp ends
   */
  public static Scale around(double center, double decades) {
    return new Scale(Ramp.DIVERGING, center, center, decades);
  }

  /** Numbers that should lie from {@code low} to {@code high}. */
  public static Scale band(double low, double high, double decades) {
    return new Scale(Ramp.DIVERGING, low, high, decades);
  }

  /** Positive numbers over the range that they take, on a logarithmic scale. */
  public static Scale rising(double[][] values) {
    double low = Double.POSITIVE_INFINITY;
    double high = 0;
    for (double[] row : values) {
      for (double value : row) {
        if (value > 0 && Double.isFinite(value)) {
          low = Math.min(low, value);
          high = Math.max(high, value);
        }
      }
    }
    return high > 0 ? new Scale(Ramp.RISING, low, high, 0) : new Scale(Ramp.RISING, 1, 1, 0);
  }

  /** Shares from 0 to {@code high}, small ones stretched by the root. */
  public static Scale share(double high) {
    return new Scale(Ramp.SHARE, 0, high > 0 ? high : 1, 0);
  }

  /** Where a value lies on the ramp, from 0 to 1. */
  double place(double value) {
    return switch (ramp) {
      case RISING -> Math.log(value / low) / Math.max(1e-9, Math.log(high / low));
      case DIVERGING -> 0.5 + 0.5 * away(value) / decades;
      case SHARE -> Math.sqrt(value / high);
    };
  }

  /** How many powers of ten the value is outside; negative below. */
  private double away(double value) {
    return value < low ? Math.log10(value / low) : value > high ? Math.log10(value / high) : 0;
  }

  /** What stands at the left end of the ramp, in its middle (may be empty) and at its right end. */
  String[] ends() {
    return switch (ramp) {
      case RISING -> new String[] {Numbers.of(low), "", Numbers.of(high)};
      case DIVERGING ->
          new String[] {
            "≤ " + end(low, -decades),
            low == high ? Numbers.of(low) : Numbers.of(low) + " to " + Numbers.of(high),
            "≥ " + end(high, decades)
          };
      case SHARE -> new String[] {"0", "", (high < 1 ? "≥ " : "") + percent(high)};
    };
  }

  private static String end(double from, double decades) {
    double power = Math.log10(from) + decades;
    boolean whole = Math.abs(power - Math.rint(power)) < 1e-9;
    return whole ? Numbers.power((int) Math.rint(power)) : Numbers.of(Math.pow(10, power));
  }

  /** A value in words. */
  String words(double value) {
    return ramp == Ramp.SHARE && Double.isFinite(value) ? percent(value) : Numbers.of(value);
  }

  private static String percent(double share) {
    return Numbers.of(Math.round(share * 1000) / 10.0) + " %";
  }

  /**
   * A value as a whole number that the page's script reads back: a share as {@code 255 √share}, all
   * else as 1000 decimal logarithms, with marks for zero, not finite, and not measured.
   */
  int code(double value, boolean measured) {
    if (ramp == Ramp.SHARE) {
      return measured ? (int) Math.round(255 * Math.sqrt(Math.clamp(value, 0, 1))) : 0;
    }
    if (!measured) {
      return Short.MAX_VALUE - 1;
    }
    if (!Double.isFinite(value)) {
      return Short.MAX_VALUE;
    }
    return value < LEAST
        ? Short.MIN_VALUE
        : (int) Math.min(Math.round(1000 * Math.log10(value)), Short.MAX_VALUE - 2);
  }
}
