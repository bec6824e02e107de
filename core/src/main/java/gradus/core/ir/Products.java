package gradus.core.ir;

import gradus.core.shape.Shape;

/** Matrix products and convolutions: what takes most of the arithmetic of a network. */
public final class Products {
  private Products() {}

  /**
   * The multiply-adds of an operation as it is defined, whatever way it is computed: for each
   * result of a product {@code [m, k] × [k, n]} k, for each of a convolution the taps times the
   * channels of a group. Of all else 0.
   */
  public static long multiplyAdds(Node node) {
    return switch (node.op()) {
      case Op.MatMul product -> {
        Shape a = node.input(0).shape();
        yield (long) node.shape().count() * a.size(product.transposeA() ? -2 : -1);
      }
      case Op.Convolution _ -> taps(node.input(1).shape(), node.shape());
      case Op.ConvolutionInput _ -> taps(node.input(1).shape(), node.input(0).shape());
      case Op.ConvolutionKernel o -> taps(o.kernel(), node.input(1).shape());
      case Op.Input _,
          Op.Constant _,
          Op.Fill _,
          Op.Iota _,
          Op.Random _,
          Op.Unary _,
          Op.Binary _,
          Op.Select _,
          Op.Convert _,
          Op.Reduce _,
          Op.ArgMax _,
          Op.Reshape _,
          Op.Permute _,
          Op.Slice _,
          Op.Pad _,
          Op.Broadcast _,
          Op.Concat _,
          Op.Reverse _,
          Op.PoolIndex _,
          Op.Gather _,
          Op.Scatter _,
          Op.GatherRows _,
          Op.ScatterRows _,
          Op.SortIndex _,
          Op.Custom _,
          Op.Barrier _ ->
          0;
    };
  }

  /** Each output pixel and filter is a sum over the kernel's taps and input channels of a group. */
  private static long taps(Shape kernel, Shape output) {
    return (long) output.count() * (kernel.count() / Math.max(1, kernel.size(-1)));
  }
}
