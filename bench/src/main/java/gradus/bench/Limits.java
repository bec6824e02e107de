package gradus.bench;

/**
 * The two limits of a machine for a number of threads.
 *
 * @param gflops multiply-adds, GFLOP/s
 * @param gigabytes memory, GB/s
 */
record Limits(double gflops, double gigabytes) {
  private static final double SECONDS = 0.5;

  /** Measures both; takes about a second. */
  static Limits measure(int threads) {
    return new Limits(Machine.multiplyAdds(threads, SECONDS), Machine.bandwidth(threads, SECONDS));
  }

  /** The higher of two measurements: whatever else runs only lowers one. */
  Limits or(Limits other) {
    return new Limits(Math.max(gflops, other.gflops), Math.max(gigabytes, other.gigabytes));
  }

  /**
   * The part of the applicable limit that was reached: {@code max(operations / peak, bytes /
   * bandwidth) / seconds}. More than 1 is possible for what stays in a cache.
   */
  double fraction(double operations, double bytes, double seconds) {
    return Math.max(operations / gflops, bytes / gigabytes) / 1e9 / seconds;
  }

  /** Whether arithmetic is the nearer limit, and not memory. */
  boolean byArithmetic(double operations, double bytes) {
    return operations / gflops >= bytes / gigabytes;
  }
}
