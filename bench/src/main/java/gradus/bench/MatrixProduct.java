package gradus.bench;

import gradus.core.cpu.Cpu;
import gradus.core.cpu.Gemm;
import gradus.core.cpu.Kernel;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The product of matrices {@code [m, k] x [k, n]}.
 *
 * @param m rows
 * @param k length of the sums
 * @param n columns
 * @param transposedA the left side is stored as {@code [k, m]}
 * @param transposedB the right side is stored as {@code [n, k]}
 */
record MatrixProduct(int m, int k, int n, boolean transposedA, boolean transposedB) {
  /** Vectors may be read a little past the last operand. */
  private static final long SLACK = 256;

  /** Numbers of all three matrices at most: 4 GiB. */
  private static final long MOST = 1L << 30;

  private static final Pattern FORM = Pattern.compile("(\\d{1,5})x(\\d{1,5})x(\\d{1,5})(:a)?(:b)?");

  /**
   * Operands in memory, filled with random numbers of [-1, 1), and the kernel that multiplies them.
   *
   * @param memory all of them
   * @param a where the left side begins
   * @param b where the right side begins
   * @param c where the result begins
   * @param kernel which writes the result
   */
  record Placed(MemorySegment memory, long a, long b, long c, Kernel kernel) {}

  /** Both sides as they are written. */
  static MatrixProduct of(int m, int k, int n) {
    return new MatrixProduct(m, k, n, false, false);
  }

  /**
   * Reads {@code MxKxN}, with {@code :a} or {@code :b} behind for a side that is stored transposed.
   *
   * @throws IllegalArgumentException if it has another form
   */
  static MatrixProduct parse(String option, String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          option
              + ": got '"
              + text
              + "'; a product is MxKxN, for example 128x784x512, and 784x128x512:a or"
              + " 128x512x784:b where the left or the right side is stored transposed");
    }
    int[] sizes = new int[3];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = Integer.parseInt(form.group(i + 1));
      if (sizes[i] == 0) {
        throw new IllegalArgumentException(
            option + ": got '" + text + "'; M, K and N must be at least 1");
      }
    }
    MatrixProduct product =
        new MatrixProduct(
            sizes[0], sizes[1], sizes[2], form.group(4) != null, form.group(5) != null);
    if (product.numbers() > MOST) {
      throw new IllegalArgumentException(
          option
              + ": got '"
              + text
              + "', "
              + product.numbers()
              + " numbers in all three matrices; must be at most "
              + MOST);
    }
    return product;
  }

  private long numbers() {
    return (long) m * k + (long) k * n + (long) m * n;
  }

  /** Two operations for each multiply-add. */
  double operations() {
    return 2.0 * m * k * n;
  }

  /** Puts the operands into memory that lives as long as the arena. */
  Placed place(Arena arena) {
    Cpu cpu = Cpu.detect();
    Gemm gemm = Gemm.dense(1, m, n, k, transposedA, transposedB);
    long b = aligned(4L * m * k);
    long c = b + aligned(4L * k * n);
    long scratch = c + aligned(4L * m * n);
    MemorySegment memory = arena.allocate(scratch + gemm.scratchBytes(cpu, false) + SLACK, 64);
    Random random = new Random(7);
    for (long at = 0; at < c; at += 4) {
      memory.set(ValueLayout.JAVA_FLOAT, at, 2 * random.nextFloat() - 1);
    }
    return new Placed(memory, 0, b, c, gemm.kernel(cpu, 0, b, c, null, scratch));
  }

  private static long aligned(long bytes) {
    return (bytes + 63) & -64;
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return m + "x" + k + "x" + n + (transposedA ? ":a" : "") + (transposedB ? ":b" : "");
  }
}
