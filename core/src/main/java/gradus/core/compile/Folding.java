package gradus.core.compile;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** What emitted loops call: the one fixed tree over 16 partial results, and fills. */
final class Folding {
  private Folding() {}

  /** The sum of 16 partial results: eighths, quarters, halves. */
  static float sum(float[] lanes, int at) {
    float a = (lanes[at] + lanes[at + 8]) + (lanes[at + 4] + lanes[at + 12]);
    float b = (lanes[at + 1] + lanes[at + 9]) + (lanes[at + 5] + lanes[at + 13]);
    float c = (lanes[at + 2] + lanes[at + 10]) + (lanes[at + 6] + lanes[at + 14]);
    float d = (lanes[at + 3] + lanes[at + 11]) + (lanes[at + 7] + lanes[at + 15]);
    return (a + c) + (b + d);
  }

  /** The maximum of 16 partial results; NaN wins. */
  static float max(float[] lanes, int at) {
    float best = lanes[at];
    for (int i = 1; i < LoopEmitter.VIRTUAL_LANES; i++) {
      best = Math.max(best, lanes[at + i]);
    }
    return best;
  }

  static void clear(float[] lanes, int at, float value) {
    for (int i = 0; i < LoopEmitter.VIRTUAL_LANES; i++) {
      lanes[at + i] = value;
    }
  }

  static void fill(MemorySegment memory, long address, int from, int to, float value) {
    for (int i = from; i < to; i++) {
      memory.set(ValueLayout.JAVA_FLOAT_UNALIGNED, address + 4L * i, value);
    }
  }
}
