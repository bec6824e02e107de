package gradus.core.compile;

import gradus.core.ir.Node;
import gradus.core.ir.Op;
import gradus.core.ir.Printer;
import gradus.core.ir.Products;
import gradus.core.shape.Shape;
import java.util.stream.Collectors;

/**
 * What one kernel call does: for profiles and for a comparison with the machine's limits.
 *
 * @param what the operations, the first of them the heaviest
 * @param place where in the model they come from; may be empty
 * @param operations floating point operations: two for each multiply-add of a product, one for each
 *     element of an elementwise operation
 * @param bytes read and written at least: each buffer once
 */
public record Work(String what, String place, double operations, double bytes) {
  static Work of(Step step) {
    Group group = step.group();
    String what =
        group.members().stream().map(m -> Printer.title(m.op())).collect(Collectors.joining(" + "));
    String place =
        group.members().stream().map(Node::place).filter(p -> !p.isEmpty()).findFirst().orElse("");
    double operations = group.members().stream().mapToDouble(Work::operations).sum();
    return new Work(what + " over " + group.domain(), place, operations, bytes(step));
  }

  /** What a step reads and writes at least. */
  static double bytes(Step step) {
    double bytes = 0;
    for (Node read : step.reads()) {
      bytes += 4.0 * elements(read, step.group());
    }
    for (Node written : step.writes()) {
      bytes += 4.0 * written.shape().count();
    }
    return bytes;
  }

  /** How many elements of a buffer a group reads: all, or those of the parts that it looks at. */
  private static int elements(Node read, Group group) {
    long seen = 0;
    for (Node member : group.members()) {
      if (member.op() instanceof Op.Slice) {
        seen += View.base(member) == read ? member.shape().count() : 0;
        continue;
      }
      for (Node input : member.inputs()) {
        View view = View.of(input);
        seen += view.base() == read ? view.shape().count() : 0;
      }
    }
    int all = read.shape().count();
    return seen == 0 ? all : (int) Math.min(seen, all);
  }

  /** A further kernel call of the same step, which is counted once. */
  Work rest() {
    return new Work(what, place, 0, 0);
  }

  /** The last copies of a program. */
  static Work copy(Shape shape) {
    return new Work("copy over " + shape, "", 0, 8.0 * shape.count());
  }

  private static double operations(Node node) {
    return switch (node.op()) {
      case Op.Reduce _ -> node.input(0).shape().count();
      case Op.Unary _, Op.Binary _, Op.Select _, Op.Convert _, Op.Random _ -> node.shape().count();
      case Op.MatMul _, Op.Convolution _, Op.ConvolutionInput _, Op.ConvolutionKernel _ ->
          2.0 * Products.multiplyAdds(node);
      case Op.Input _,
          Op.Constant _,
          Op.Fill _,
          Op.Iota _,
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
}
