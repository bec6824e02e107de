package gradus.cli;

import gradus.core.ir.Node;
import gradus.core.ir.Op;
import gradus.core.shape.Shape;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Counts the multiply-adds of products and convolutions, by the layer that makes them. */
final class MultiplyAdds {
  private MultiplyAdds() {}

  /** Layer path to count, of all that an output needs. */
  static Map<String, Long> of(Node output) {
    Map<String, Long> counts = new HashMap<>();
    Set<Node> seen = new HashSet<>();
    Deque<Node> open = new ArrayDeque<>();
    open.add(output);
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (seen.add(node)) {
        counts.merge(node.place(), count(node), Long::sum);
        open.addAll(node.inputs());
      }
    }
    return counts;
  }

  private static long count(Node node) {
    return switch (node.op()) {
      case Op.MatMul product -> {
        Shape a = node.input(0).shape();
        yield (long) node.shape().count() * a.size(a.rank() - (product.transposeA() ? 2 : 1));
      }
      case Op.Convolution _ -> (long) node.shape().count() * taps(node.input(1).shape());
      case Op.ConvolutionInput _ ->
          (long) node.input(0).shape().count() * taps(node.input(1).shape());
      case Op.ConvolutionKernel _ -> (long) node.input(1).shape().count() * taps(node.shape());
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

  /** Numbers of a kernel [.., in, out] that go into one output. */
  private static long taps(Shape kernel) {
    return kernel.count() / Math.max(1, kernel.size(kernel.rank() - 1));
  }
}
