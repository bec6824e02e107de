package gradus.cli;

/** The number of computing threads asked for. */
final class Threads {
  private static final int MOST = 1024;

  private Threads() {}

  /** The same number if it is one. */
  static int checked(int threads) {
    if (threads < 1 || threads > MOST) {
      throw new IllegalArgumentException(
          "--threads: got " + threads + "; must be in 1.." + MOST + ", or leave it out for all");
    }
    return threads;
  }
}
