package gradus.core.cpu;

/**
 * A batch of float32 matrix products C[b] = A[b]·B[b], row-major.
 *
 * <p>{@code A [m, k] (transposeA: stored [k, m]) × B [k, n] (transposeB: stored [n, k]) → C [m,
 * n]}. Every element of C is one chain of fused multiply-adds with k rising from +0, so its bits
 * depend neither on tiles, vectors nor threads. k = 0 gives +0. C must not overlap A or B.
 *
 * @param batch number of products
 * @param m rows of C
 * @param n columns of C
 * @param k length of the sums
 * @param transposeA whether A is stored [k, m]
 * @param transposeB whether B is stored [n, k]
 * @param a where the matrices of A lie
 * @param b where those of B lie
 */
public record Gemm(
    int batch,
    int m,
    int n,
    int k,
    boolean transposeA,
    boolean transposeB,
    Matrices a,
    Matrices b) {
  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException if a size is negative or an operand passes 2^31 - 1 elements
   */
  public Gemm {
    if (batch < 0 || m < 0 || n < 0 || k < 0) {
      throw new IllegalArgumentException(
          "gemm: got batch "
              + batch
              + ", m "
              + m
              + ", n "
              + n
              + ", k "
              + k
              + "; sizes must be 0 or more");
    }
    long most = Math.max(count(batch, m, k), Math.max(count(batch, k, n), count(batch, m, n)));
    if (most > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "gemm: got an operand of " + most + " elements; at most 2^31 - 1; use smaller batches");
    }
    if (a.starts().length != batch || b.starts().length != batch) {
      throw new IllegalArgumentException(
          "gemm: got places of "
              + a.starts().length
              + " and "
              + b.starts().length
              + " matrices; give one for each of "
              + batch);
    }
  }

  /** Products of operands whose matrices lie one after another, without gaps. */
  public static Gemm dense(int batch, int m, int n, int k, boolean transposeA, boolean transposeB) {
    Matrices none = new Matrices(new long[Math.max(0, batch)], 0);
    Gemm sizes = new Gemm(batch, m, n, k, transposeA, transposeB, none, none);
    return sizes.with(
        Matrices.dense(batch, sizes.rowsA(), sizes.columnsA()),
        Matrices.dense(batch, sizes.rowsB(), sizes.columnsB()));
  }

  /** The same products of operands that lie elsewhere. */
  public Gemm with(Matrices a, Matrices b) {
    return new Gemm(batch, m, n, k, transposeA, transposeB, a, b);
  }

  private int rowsA() {
    return transposeA ? k : m;
  }

  private int columnsA() {
    return transposeA ? m : k;
  }

  private int rowsB() {
    return transposeB ? n : k;
  }

  private int columnsB() {
    return transposeB ? k : n;
  }

  /** The end of what is read of A, in bytes from its first element. */
  long endA() {
    return 4 * a.end(rowsA(), columnsA());
  }

  /** The end of what is read of B, in bytes from its first element. */
  long endB() {
    return 4 * b.end(rowsB(), columnsB());
  }

  private static long count(long batch, long rows, long columns) {
    // Two of these sizes multiply without overflow; the third saturates.
    long two = rows * columns;
    return batch != 0 && two > Long.MAX_VALUE / batch ? Long.MAX_VALUE : two * batch;
  }

  /**
   * The scratch memory, in bytes, that the kernel will ask for.
   *
   * @param followed whether the kernel will have an epilogue
   */
  public long scratchBytes(Cpu cpu, boolean followed) {
    Tile epilogue = followed ? (_, _, _, _, _) -> {} : null;
    return cpu.vectors() ? new VectorGemm(this, 0, 0, 0, epilogue, 0).scratchBytes() : 0;
  }

  /**
   * The kernel for operands at fixed byte offsets.
   *
   * @param epilogue called for each finished rectangle of the [batch * m, n] product; may be null
   * @param scratch offset of {@link #scratchBytes} bytes that nobody else uses while it runs; a
   *     multiple of 64
   */
  public Kernel kernel(Cpu cpu, long a, long b, long c, Tile epilogue, long scratch) {
    return cpu.vectors()
        ? new VectorGemm(this, a, b, c, epilogue, scratch)
        : new ScalarGemm(this, a, b, c, epilogue);
  }
}
