package gradus.core.cpu;

import static gradus.core.cpu.Lanes.FLOATS;
import static gradus.core.cpu.Lanes.load;
import static gradus.core.cpu.Lanes.store;

import jdk.incubator.vector.FloatVector;

/**
 * The innermost loops of depthwise convolutions: neighbouring channels lie in the lanes of a
 * vector. The order of each element's sum is that of {@link Contraction}.
 */
final class DepthwiseTiles {
  private DepthwiseTiles() {}

  /**
   * All channels of some pixels.
   *
   * @param a address that rows add to
   * @param rows bytes to each pixel's first source pixel
   * @param count pixels
   * @param offsets elements to each tap's source pixel
   * @param w address of the kernel [taps, channels]
   * @param weights elements to each tap's row of the kernel
   * @param c address that results add to
   */
  static void pixels(
      long a,
      long[] rows,
      int count,
      int[] offsets,
      long w,
      int[] weights,
      long c,
      long[] results,
      int channels) {
    int vectors = channels / Lanes.COUNT * Lanes.COUNT;
    int i = 0;
    for (; i + 4 <= count; i += 4) {
      for (int channel = 0; channel < vectors; channel += Lanes.COUNT) {
        long at = 4L * channel;
        four(a + at, rows, i, offsets, w + at, weights, c + at, results);
      }
    }
    for (; i < count; i++) {
      for (int channel = 0; channel < vectors; channel += Lanes.COUNT) {
        long at = 4L * channel;
        one(a + at + rows[i], offsets, w + at, weights, c + at + results[i]);
      }
    }
    for (int row = 0; row < count && vectors < channels; row++) {
      for (int channel = vectors; channel < channels; channel++) {
        long at = 4L * channel;
        float sum = 0f;
        for (int tap = 0; tap < offsets.length; tap++) {
          sum =
              Math.fma(
                  Lanes.get(a + at + rows[row] + 4L * offsets[tap]),
                  Lanes.get(w + at + 4L * weights[tap]),
                  sum);
        }
        Lanes.set(c + at + results[row], sum);
      }
    }
  }

  private static void four(
      long a, long[] rows, int row, int[] offsets, long w, int[] weights, long c, long[] results) {
    long a0 = a + rows[row];
    long a1 = a + rows[row + 1];
    long a2 = a + rows[row + 2];
    long a3 = a + rows[row + 3];
    FloatVector x0 = FloatVector.zero(FLOATS);
    FloatVector x1 = FloatVector.zero(FLOATS);
    FloatVector x2 = FloatVector.zero(FLOATS);
    FloatVector x3 = FloatVector.zero(FLOATS);
    for (int tap = 0; tap < offsets.length; tap++) {
      long offset = 4L * offsets[tap];
      FloatVector weight = load(w + 4L * weights[tap]);
      x0 = load(a0 + offset).fma(weight, x0);
      x1 = load(a1 + offset).fma(weight, x1);
      x2 = load(a2 + offset).fma(weight, x2);
      x3 = load(a3 + offset).fma(weight, x3);
    }
    store(x0, c + results[row]);
    store(x1, c + results[row + 1]);
    store(x2, c + results[row + 2]);
    store(x3, c + results[row + 3]);
  }

  private static void one(long a, int[] offsets, long w, int[] weights, long c) {
    FloatVector x0 = FloatVector.zero(FLOATS);
    for (int tap = 0; tap < offsets.length; tap++) {
      x0 = load(a + 4L * offsets[tap]).fma(load(w + 4L * weights[tap]), x0);
    }
    store(x0, c);
  }

  /**
   * Continues the kernel's sums of one tap group over some pixels.
   *
   * @param a address of the slab
   * @param offsets elements to each tap's source pixel
   * @param rows bytes to each pixel's first source pixel
   * @param count pixels
   * @param gradient address of the first pixel's gradient; pixels are contiguous
   * @param sums address of the sums [taps, channels]
   */
  static void kernel(
      long a, int[] offsets, long[] rows, int count, long gradient, long sums, int channels) {
    int vectors = channels / Lanes.COUNT * Lanes.COUNT;
    long line = 4L * channels;
    for (int channel = 0; channel < vectors; channel += Lanes.COUNT) {
      long at = 4L * channel;
      int tap = 0;
      for (; tap + 4 <= offsets.length; tap += 4) {
        taps4(a + at, offsets, tap, rows, count, gradient + at, line, sums + at + tap * line);
      }
      for (; tap < offsets.length; tap++) {
        tap1(a + at + 4L * offsets[tap], rows, count, gradient + at, line, sums + at + tap * line);
      }
    }
    for (int tap = 0; tap < offsets.length && vectors < channels; tap++) {
      for (int channel = vectors; channel < channels; channel++) {
        long at = 4L * channel;
        float sum = Lanes.get(sums + at + tap * line);
        for (int i = 0; i < count; i++) {
          sum =
              Math.fma(
                  Lanes.get(a + at + 4L * offsets[tap] + rows[i]),
                  Lanes.get(gradient + at + i * line),
                  sum);
        }
        Lanes.set(sums + at + tap * line, sum);
      }
    }
  }

  private static void taps4(
      long a, int[] offsets, int tap, long[] rows, int count, long gradient, long line, long sums) {
    long a0 = a + 4L * offsets[tap];
    long a1 = a + 4L * offsets[tap + 1];
    long a2 = a + 4L * offsets[tap + 2];
    long a3 = a + 4L * offsets[tap + 3];
    FloatVector x0 = load(sums);
    FloatVector x1 = load(sums + line);
    FloatVector x2 = load(sums + 2 * line);
    FloatVector x3 = load(sums + 3 * line);
    for (int i = 0; i < count; i++) {
      long row = rows[i];
      FloatVector right = load(gradient);
      x0 = load(a0 + row).fma(right, x0);
      x1 = load(a1 + row).fma(right, x1);
      x2 = load(a2 + row).fma(right, x2);
      x3 = load(a3 + row).fma(right, x3);
      gradient += line;
    }
    store(x0, sums);
    store(x1, sums + line);
    store(x2, sums + 2 * line);
    store(x3, sums + 3 * line);
  }

  private static void tap1(long a, long[] rows, int count, long gradient, long line, long sums) {
    FloatVector x0 = load(sums);
    for (int i = 0; i < count; i++) {
      x0 = load(a + rows[i]).fma(load(gradient), x0);
      gradient += line;
    }
    store(x0, sums);
  }
}
