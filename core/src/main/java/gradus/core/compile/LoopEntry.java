package gradus.core.compile;

import java.lang.foreign.MemorySegment;

/**
 * How an emitted loop is entered: in short pieces until the JIT must have seen it, then as a whole.
 *
 * <p>A long first call would leave the interpreter only by on-stack replacement: code for the
 * middle of a loop, which knows no class of the vectors it finds in variables, takes C2 longer than
 * the whole method, and serves that call alone. Short calls let the JIT compile the method itself,
 * once, and the next piece runs the compiled code. Pieces change no bit: elements stand alone, and
 * sums over steps go on from memory in the same order.
 */
final class LoopEntry {
  /**
   * The rounds of a piece. HotSpot compiles a method after 60 calls of 25 rounds on average, and
   * replaces it on the stack after as many calls of 67 (both scaled alike).
   */
  private static final int ROUNDS = 32;

  /** The elements of a round of vectors. */
  private static final int WIDE = 8;

  /** Rows of a piece of a loop that goes down: one that never turned would be compiled so. */
  private static final int DOWN = 4;

  /** The elements that pass in pieces. */
  private static final int COLD = 1 << 21;

  private final LoopBody body;

  /** What has passed; threads may lose some of each other's counts, which only delays the end. */
  private int passed;

  LoopEntry(LoopBody body) {
    this.body = body;
  }

  /** Runs rows, steps and elements of a loop nest; see {@link LoopBody#run}. */
  void run(
      LoopSpec spec,
      MemorySegment memory,
      long[] p,
      float[] lanes,
      long shift,
      int o0,
      int o1,
      int r0,
      int r1,
      int i0,
      int i1) {
    if (passed >= COLD) {
      body.run(memory, p, lanes, shift, o0, o1, r0, r1, i0, i1);
      return;
    }
    long size = (long) (o1 - o0) * (r1 - r0) * (i1 - i0);
    passed = (int) Math.min(COLD, passed + size);
    boolean vectors = spec.vectorizable() && i1 - i0 >= LoopEmitter.VIRTUAL_LANES;
    int piece = vectors ? ROUNDS * WIDE : ROUNDS;
    if (spec.rows()) {
      // A row is a whole: its results are what other elements of it wait for.
      int rows = fit(piece, (spec.reductions() + 1L) * (r1 - r0) * (i1 - i0), o1 - o0);
      for (int o = o0, end; o < o1; o = end) {
        end = o + Math.min(rows, o1 - o);
        body.run(memory, p, lanes, shift, o, end, r0, r1, i0, i1);
      }
      return;
    }
    int elements = Math.min(i1 - i0, spec.down() ? piece / DOWN : piece);
    int steps = fit(piece, elements, r1 - r0);
    int rows = fit(piece, (long) elements * steps, o1 - o0);
    for (int o = o0, rowEnd; o < o1; o = rowEnd) {
      rowEnd = o + Math.min(rows, o1 - o);
      for (int r = r0, stepEnd; r < r1; r = stepEnd) {
        stepEnd = r + Math.min(steps, r1 - r);
        for (int i = i0, end; i < i1; i = end) {
          end = i + Math.min(elements, i1 - i);
          body.run(memory, p, lanes, shift, o, rowEnd, r, stepEnd, i, end);
        }
      }
    }
  }

  /** How many repetitions of so many elements fit into a piece. */
  private static int fit(int piece, long elements, int most) {
    return (int) Math.max(1, Math.min(most, piece / Math.max(1, elements)));
  }
}
