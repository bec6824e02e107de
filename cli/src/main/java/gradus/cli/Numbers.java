package gradus.cli;

import java.util.Locale;

/** Numbers as people read them. */
final class Numbers {
  private static final String[] UNITS = {"bytes", "KiB", "MiB", "GiB", "TiB"};

  private Numbers() {}

  /** A loss or metric: four digits after the point, or a power if that would hide it. */
  static String value(double value) {
    double size = Math.abs(value);
    boolean power = size != 0 && (size < 1e-3 || size >= 1e6) && Double.isFinite(value);
    return String.format(Locale.ROOT, power ? "%.3e" : "%.4f", value);
  }

  /** A learning rate, for example 1.0e-3. */
  static String rate(double rate) {
    return String.format(Locale.ROOT, "%.1e", rate)
        .replaceFirst("e([+-])0", "e$1")
        .replace("e+", "e");
  }

  /** A time, for example 1:02:03 or 0:12. */
  static String time(double seconds) {
    long all = Math.round(Math.min(seconds, 1e9));
    return all < 3600
        ? String.format(Locale.ROOT, "%d:%02d", all / 60, all % 60)
        : String.format(Locale.ROOT, "%d:%02d:%02d", all / 3600, all / 60 % 60, all % 60);
  }

  /** An amount of memory, for example 3.4 MiB. */
  static String bytes(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 1024 && unit < UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, UNITS[unit]);
  }

  /** The nearest of 1, 2, 5, 10, 20, 50… that is not larger; at least 1. */
  static int round(int number) {
    int power = 1;
    while (power <= number / 10) {
      power *= 10;
    }
    return number >= 5 * power ? 5 * power : number >= 2 * power ? 2 * power : power;
  }
}
