package gradus.core.interpret;

import static gradus.core.interpret.Interpreter.each;

import gradus.core.ir.Op;
import gradus.core.shape.Shape;

/** Matrix products and convolutions as their definitions. */
final class Products {
  /** Which of the three arrays of a convolution is the result. */
  enum Role {
    FORWARD,
    INPUT,
    KERNEL
  }

  private Products() {}

  static void matmul(Op.MatMul o, double[] a, Shape aShape, double[] b, Shape shape, double[] y) {
    int m = shape.size(-2);
    int n = shape.size(-1);
    int k = aShape.size(o.transposeA() ? -2 : -1);
    int batches = shape.slice(0, shape.rank() - 2).count();
    for (int batch = 0; batch < batches; batch++) {
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < n; j++) {
          double sum = 0;
          for (int l = 0; l < k; l++) {
            double left = a[batch * m * k + (o.transposeA() ? l * m + i : i * k + l)];
            double right = b[batch * k * n + (o.transposeB() ? j * k + l : l * n + j)];
            sum += left * right;
          }
          y[(batch * m + i) * n + j] = sum;
        }
      }
    }
  }

  /**
   * {@code y[b, p, o] = Σ_{t, c} x[b, p stride + t dilation - before, c] kernel[t, c, o]}; or, for
   * the other roles, the same products summed into x or into the kernel.
   */
  static void convolution(
      Op.Window window,
      int groups,
      double[] x,
      Shape xShape,
      double[] kernel,
      Shape kernelShape,
      double[] y,
      Shape yShape,
      Role role) {
    int space = window.rank();
    int perGroup = kernelShape.size(-2);
    int outPerGroup = kernelShape.size(-1) / groups;
    Shape taps = kernelShape.slice(0, space);
    int[] xStrides = xShape.strides();
    int[] kernelStrides = kernelShape.strides();
    each(
        yShape,
        (out, at) ->
            each(
                taps,
                (_, tap) -> {
                  int base = at[0] * xStrides[0];
                  for (int i = 0; i < space; i++) {
                    int position =
                        at[i + 1] * window.stride().get(i)
                            + tap[i] * window.dilation().get(i)
                            - window.before().get(i);
                    if (position < 0 || position >= xShape.size(i + 1)) {
                      return;
                    }
                    base += position * xStrides[i + 1];
                  }
                  int o = at[space + 1];
                  int firstChannel = o / outPerGroup * perGroup;
                  for (int c = 0; c < perGroup; c++) {
                    int xAt = base + firstChannel + c;
                    int kernelAt = offset(tap, kernelStrides, space) + c * kernelStrides[space] + o;
                    switch (role) {
                      case FORWARD -> y[out] += x[xAt] * kernel[kernelAt];
                      case INPUT -> x[xAt] += y[out] * kernel[kernelAt];
                      case KERNEL -> kernel[kernelAt] += x[xAt] * y[out];
                    }
                  }
                }));
  }

  private static int offset(int[] at, int[] strides, int count) {
    int offset = 0;
    for (int i = 0; i < count; i++) {
      offset += at[i] * strides[i];
    }
    return offset;
  }
}
