package gradus.train.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as people read them, the same in every country. */
public final class Numbers {
  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  private Numbers() {}

  /** Four digits that count, for example {@code 0.9853}, {@code 12,345} and {@code 1.2e-7}. */
  public static String of(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "∞" : "−∞";
    }
    double size = Math.abs(value);
    if (size >= 10_000 && size < 1e15) {
      return String.format(Locale.ROOT, "%,.0f", value).replace('-', '−');
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(4));
    if (rounded.signum() == 0) {
      return "0";
    }
    rounded = rounded.stripTrailingZeros();
    if (size >= 1e-3 && size < 10_000) {
      return rounded.toPlainString().replace('-', '−');
    }
    int exponent = rounded.precision() - rounded.scale() - 1;
    String digits = rounded.movePointLeft(exponent).stripTrailingZeros().toPlainString();
    return digits.replace('-', '−') + "e" + exponent;
  }

  /** With thousands set apart. */
  public static String whole(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** A power of ten, for example {@code 10⁻⁶}; 0.01 to 1000 are written out. */
  public static String power(int exponent) {
    if (exponent >= -2 && exponent <= 3) {
      return BigDecimal.ONE.scaleByPowerOfTen(exponent).toPlainString();
    }
    StringBuilder text = new StringBuilder(exponent < 0 ? "10⁻" : "10");
    for (char digit : Integer.toString(Math.abs(exponent)).toCharArray()) {
      text.append(SUPERSCRIPTS.charAt(digit - '0'));
    }
    return text.toString();
  }

  /** A mark of an axis whose marks are {@code step} apart. */
  static String tick(double value, double step) {
    if (value != 0 && (Math.abs(value) >= 1e6 || step < 1e-4)) {
      return String.format(Locale.ROOT, "%.3g", value).replaceFirst("\\.?0+e", "e");
    }
    BigDecimal round = new BigDecimal(step).round(new MathContext(2)).stripTrailingZeros();
    int digits = Math.max(0, round.scale());
    return String.format(Locale.ROOT, "%,." + digits + "f", value).replace('-', '−');
  }

  /** A time, for example {@code 41 s}, {@code 3 min 20 s} or {@code 2 h 5 min}. */
  public static String time(double seconds) {
    if (!Double.isFinite(seconds)) {
      return of(seconds);
    }
    if (seconds < 10) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    if (whole < 3600) {
      return whole / 60 + " min " + whole % 60 + " s";
    }
    return whole / 3600 + " h " + whole % 3600 / 60 + " min";
  }

  /** A size of memory, for example {@code 1.5 MiB}. */
  static String bytes(long bytes) {
    String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
    double size = bytes;
    int unit = 0;
    while (size >= 1024 && unit < units.length - 1) {
      size /= 1024;
      unit++;
    }
    return of(Math.round(size * 10) / 10.0) + " " + units[unit];
  }
}
