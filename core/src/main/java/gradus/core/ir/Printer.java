package gradus.core.ir;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Graphs as text that a person can read. */
public final class Printer {
  private Printer() {}

  /** One line a node: {@code %3 = mul(%1, %2) f32[32, 10] # dense_1}. */
  public static String print(Graph graph) {
    Map<Node, String> names = new HashMap<>();
    StringBuilder text = new StringBuilder();
    for (Node node : graph.nodes()) {
      String name = "%" + names.size();
      names.put(node, name);
      String inputs = node.inputs().stream().map(names::get).collect(Collectors.joining(", "));
      text.append(name).append(" = ").append(call(node, inputs));
      text.append(node.place().isEmpty() ? "\n" : "  # " + node.place() + "\n");
    }
    return text.append("return ")
        .append(graph.outputs().stream().map(names::get).collect(Collectors.joining(", ")))
        .append('\n')
        .toString();
  }

  /** The operation and type of one node. */
  static String print(Node node) {
    return call(node, "..") + (node.place().isEmpty() ? "" : " at " + node.place());
  }

  private static String call(Node node, String inputs) {
    String type = node.type().name().toLowerCase(Locale.ROOT) + node.shape();
    return title(node.op()) + "(" + inputs + ")" + attributes(node.op()) + " " + type;
  }

  /** What a reader calls the operation. */
  public static String title(Op op) {
    return switch (op) {
      case Op.Unary o -> o.function().name().toLowerCase(Locale.ROOT);
      case Op.Binary o -> o.function().name().toLowerCase(Locale.ROOT);
      case Op.Reduce o -> "reduce_" + o.kind().name().toLowerCase(Locale.ROOT);
      case Op.Input o -> "input " + o.name();
      case Op.Constant _,
          Op.Fill _,
          Op.Iota _,
          Op.Random _,
          Op.Select _,
          Op.Convert _,
          Op.ArgMax _,
          Op.Reshape _,
          Op.Permute _,
          Op.Slice _,
          Op.Pad _,
          Op.Broadcast _,
          Op.Concat _,
          Op.Reverse _,
          Op.MatMul _,
          Op.Convolution _,
          Op.ConvolutionInput _,
          Op.ConvolutionKernel _,
          Op.PoolIndex _,
          Op.Gather _,
          Op.Scatter _,
          Op.GatherRows _,
          Op.ScatterRows _,
          Op.SortIndex _,
          Op.Custom _,
          Op.Barrier _ ->
          op.title();
    };
  }

  private static String attributes(Op op) {
    return switch (op) {
      case Op.Fill o -> " " + o.value();
      case Op.Iota o -> " axis=" + o.axis();
      case Op.Random o -> " salt=" + o.salt();
      case Op.Reduce o -> " axes=" + o.axes();
      case Op.ArgMax o -> " axis=" + o.axis();
      case Op.Permute o -> " axes=" + o.axes();
      case Op.Slice o -> " start=" + o.start() + (o.step().all(1) ? "" : " step=" + o.step());
      case Op.Pad o ->
          " before="
              + o.before()
              + " after="
              + o.after()
              + (o.inner().all(0) ? "" : " inner=" + o.inner());
      case Op.Concat o -> " axis=" + o.axis();
      case Op.Reverse o -> " axes=" + o.axes();
      case Op.MatMul o ->
          (o.transposeA() ? " transpose_a" : "") + (o.transposeB() ? " transpose_b" : "");
      case Op.Convolution o -> window(o.window(), o.groups());
      case Op.ConvolutionInput o -> window(o.window(), o.groups());
      case Op.ConvolutionKernel o -> window(o.window(), o.groups());
      case Op.PoolIndex o -> " size=" + o.size() + window(o.window(), 1);
      case Op.Gather o -> " axis=" + o.axis();
      case Op.Scatter o -> " axis=" + o.axis();
      case Op.Input _,
          Op.Constant _,
          Op.Unary _,
          Op.Binary _,
          Op.Select _,
          Op.Convert _,
          Op.Reshape _,
          Op.Broadcast _,
          Op.GatherRows _,
          Op.ScatterRows _,
          Op.SortIndex _,
          Op.Custom _,
          Op.Barrier _ ->
          "";
    };
  }

  private static String window(Op.Window window, int groups) {
    return " stride="
        + window.stride()
        + " padding="
        + window.before()
        + window.after()
        + (window.dilation().all(1) ? "" : " dilation=" + window.dilation())
        + (groups == 1 ? "" : " groups=" + groups);
  }
}
