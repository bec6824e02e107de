package gradus.bench;

/**
 * A logarithmic axis between two powers of ten.
 *
 * @param low exponent of its lower end
 * @param high exponent of its upper end
 */
record LogScale(int low, int high) {
  /** The narrowest axis that holds both values. */
  static LogScale around(double least, double most) {
    int low = (int) Math.floor(Math.log10(least));
    return new LogScale(low, Math.max(low + 1, (int) Math.ceil(Math.log10(most))));
  }

  /** Where a value lies, 0 at the lower end and 1 at the upper; values outside go to the end. */
  double at(double value) {
    return Math.clamp((Math.log10(value) - low) / (high - low), 0.0, 1.0);
  }

  /** The lower end. */
  double least() {
    return Math.pow(10, low);
  }

  /** The upper end. */
  double most() {
    return Math.pow(10, high);
  }

  /** A power of ten as a label. */
  static String label(int exponent) {
    return exponent < 0
        ? "0." + "0".repeat(-exponent - 1) + "1"
        : exponent <= 4 ? "1" + "0".repeat(exponent) : "1e" + exponent;
  }
}
