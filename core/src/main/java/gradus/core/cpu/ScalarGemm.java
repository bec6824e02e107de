package gradus.core.cpu;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The matrix product as it is defined; a task is a block of rows of the flattened product. */
final class ScalarGemm implements Kernel {
  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
  private static final int ROWS = 16;

  private final Gemm sizes;
  private final long a;
  private final long b;
  private final long c;
  private final Tile epilogue;

  ScalarGemm(Gemm sizes, long a, long b, long c, Tile epilogue) {
    this.sizes = sizes;
    this.a = a;
    this.b = b;
    this.c = c;
    this.epilogue = epilogue;
  }

  @Override
  public int tasks(int phase) {
    return sizes.n() == 0 ? 0 : Math.ceilDiv(sizes.batch() * sizes.m(), ROWS);
  }

  @Override
  public void run(MemorySegment memory, int phase, int task) {
    int n = sizes.n();
    int from = task * ROWS;
    int to = Math.min(from + ROWS, sizes.batch() * sizes.m());
    for (int row = from; row < to; row++) {
      for (int column = 0; column < n; column++) {
        memory.set(
            FLOAT,
            c + 4L * ((long) row * n + column),
            dot(memory, row / sizes.m(), row % sizes.m(), column));
      }
    }
    if (epilogue != null) {
      epilogue.apply(memory, from, to, 0, n);
    }
  }

  private float dot(MemorySegment memory, int batch, int row, int column) {
    long stepA = sizes.a().step();
    long stepB = sizes.b().step();
    long firstA = sizes.a().start(batch);
    long firstB = sizes.b().start(batch);
    float sum = 0f;
    for (long i = 0; i < sizes.k(); i++) {
      long atA = firstA + (sizes.transposeA() ? i * stepA + row : row * stepA + i);
      long atB = firstB + (sizes.transposeB() ? column * stepB + i : i * stepB + column);
      sum = Math.fma(memory.get(FLOAT, a + 4 * atA), memory.get(FLOAT, b + 4 * atB), sum);
    }
    return sum;
  }
}
