package gradus.health.forecast;

import gradus.core.ir.Op;
import gradus.core.shape.Ints;
import gradus.core.shape.Shape;
import gradus.nn.layer.ConvSpec;

/**
 * How many weights meet, on average over positions: at edges with zeros around there are fewer.
 *
 * @param in weights that add up to one output
 * @param out weights through which one input acts
 */
record Fan(double in, double out) {
  /**
   * Of a convolution.
   *
   * @param x its input {@code [batch, space.., channels]}
   * @param kernel {@code [k.., in / groups, filters]}
   */
  static Fan of(ConvSpec spec, Shape x, Shape kernel, int groups) {
    int space = kernel.rank() - 2;
    int[] sizes = kernel.slice(0, space).sizes();
    Ints stride = each(spec.stride(), space);
    Ints dilation = each(spec.dilation(), space);
    Op.Window window = spec.padding().window(x, Ints.of(sizes), stride, dilation);
    double in = kernel.size(-2);
    double out = kernel.size(-1) / (double) groups;
    for (int axis = 0; axis < space; axis++) {
      int n = x.size(axis + 1);
      int outputs = window.outputSize(axis, n, sizes[axis]);
      long pairs = 0;
      for (int p = 0; p < outputs; p++) {
        for (int tap = 0; tap < sizes[axis]; tap++) {
          int at = p * stride.get(axis) + tap * dilation.get(axis) - window.before().get(axis);
          pairs += at >= 0 && at < n ? 1 : 0;
        }
      }
      in *= pairs / (double) Math.max(1, outputs);
      out *= pairs / (double) n;
    }
    return new Fan(in, out);
  }

  private static Ints each(Ints given, int space) {
    return given.size() == space ? given : Ints.repeat(given.get(0), space);
  }
}
