package gradus.core.cpu;

/**
 * What the kernels may use of this processor. Every kernel gives the same bits with every value of
 * this record; only the speed differs.
 *
 * @param vectors whether the Vector API may be used
 * @param lanes floats in a vector: 4 (NEON, SSE), 8 (AVX2), 16 (AVX-512); 1 without vectors
 */
public record Cpu(boolean vectors, int lanes) {
  /**
   * A processor of the given kind.
   *
   * @throws IllegalArgumentException if vectors are wanted but absent, or lanes do not fit them
   */
  public Cpu {
    if (vectors && !present()) {
      throw new IllegalArgumentException(
          "cpu: the Vector API is not on the module path; start java with"
              + " --add-modules=jdk.incubator.vector or use Cpu.scalar()");
    }
    int expected = vectors ? Lanes.COUNT : 1;
    if (lanes != expected) {
      throw new IllegalArgumentException(
          "cpu: got " + lanes + " lanes; this processor has " + expected + "; use Cpu.detect()");
    }
  }

  /**
   * The best of this machine: vectors if the Vector API is on the module path, else scalar code,
   * which is logged once.
   */
  public static Cpu detect() {
    if (!present()) {
      return Fallback.CPU;
    }
    int lanes = Lanes.COUNT;
    return lanes == 4 || lanes == 8 || lanes == 16 ? new Cpu(true, lanes) : scalar();
  }

  /** Plain scalar code: the twin that reads as the definition. */
  public static Cpu scalar() {
    return new Cpu(false, 1);
  }

  private static boolean present() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
  }

  /** Loaded when the Vector API is missed for the first time, so that the log has one line. */
  private static final class Fallback {
    static final Cpu CPU = scalar();

    static {
      System.getLogger("gradus.core.cpu")
          .log(
              System.Logger.Level.WARNING,
              "the Vector API is not on the module path, so scalar code runs: the same bits, but slower;"
                  + " start java with --add-modules=jdk.incubator.vector");
    }
  }
}
