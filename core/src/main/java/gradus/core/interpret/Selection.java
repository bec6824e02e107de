package gradus.core.interpret;

import static gradus.core.interpret.Interpreter.each;
import static gradus.core.interpret.Interpreter.offset;

import gradus.core.ir.Op;
import gradus.core.shape.Shape;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Operations whose result is a position. */
final class Selection {
  private Selection() {}

  static void argMax(double[] x, Shape shape, int axis, double[] y) {
    int[] strides = shape.strides();
    Shape kept = shape.with(axis, 1);
    each(
        kept,
        (i, at) -> {
          int base = offset(at, strides);
          int best = 0;
          for (int k = 1; k < shape.size(axis); k++) {
            if (wins(x[base + k * strides[axis]], x[base + best * strides[axis]])) {
              best = k;
            }
          }
          y[i] = best;
        });
  }

  static void poolIndex(Op.PoolIndex o, double[] x, Shape xShape, Shape shape, double[] y) {
    int space = o.window().rank();
    int[] strides = xShape.strides();
    Shape taps = Shape.of(o.size().toArray());
    int channels = xShape.size(-1);
    each(
        shape,
        (i, at) -> {
          int[] best = {-1, -1};
          each(
              taps,
              (_, tap) -> {
                int base = at[0] * strides[0] + at[space + 1];
                int flat = 0;
                for (int d = 0; d < space; d++) {
                  int position =
                      at[d + 1] * o.window().stride().get(d)
                          + tap[d] * o.window().dilation().get(d)
                          - o.window().before().get(d);
                  if (position < 0 || position >= xShape.size(d + 1)) {
                    return;
                  }
                  base += position * strides[d + 1];
                  flat += position * strides[d + 1] / channels;
                }
                if (best[0] < 0 || wins(x[base], x[best[1]])) {
                  best[0] = flat;
                  best[1] = base;
                }
              });
          y[i] = best[0];
        });
  }

  static void sortIndex(double[] x, Shape shape, boolean descending, double[] y) {
    int n = shape.size(-1);
    for (int row = 0; row < y.length; row += Math.max(n, 1)) {
      int start = row;
      Comparator<Integer> order = Comparator.comparingDouble(i -> x[start + i] + 0.0);
      int[] sorted =
          IntStream.range(0, n)
              .boxed()
              .sorted(descending ? order.reversed() : order)
              .mapToInt(Integer::intValue)
              .toArray();
      Arrays.setAll(
          sorted,
          i -> {
            y[start + i] = sorted[i];
            return sorted[i];
          });
    }
  }

  /** Whether a later value replaces an earlier one: larger, or the first NaN. */
  private static boolean wins(double later, double earlier) {
    return later > earlier || (Double.isNaN(later) && !Double.isNaN(earlier));
  }
}
