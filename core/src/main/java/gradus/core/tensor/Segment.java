package gradus.core.tensor;

import gradus.core.grad.Gradients;
import gradus.core.ir.Graph;
import gradus.core.ir.Node;
import gradus.core.ir.Op;
import gradus.core.shape.DType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The nodes between the arguments and the result of a function, which the backward pass makes once
 * more. The copies read the arguments behind barriers, so they run only when the gradient by the
 * result is known and are never merged with the originals.
 */
final class Segment {
  private final Node result;
  private final List<Node> inner = new ArrayList<>();
  private final Set<Node> outer = new LinkedHashSet<>();

  private Segment(Node result, long start) {
    this.result = result;
    for (Node node : Graph.of(List.of(result)).nodes()) {
      if (node.id() > start && !node.inputs().isEmpty()) {
        inner.add(node);
      }
    }
    Set<Node> own = Set.copyOf(inner);
    for (Node node : inner) {
      node.inputs().stream().filter(input -> !own.contains(input)).forEach(outer::add);
    }
  }

  /** The result of a function whose inner values the backward pass computes again. */
  static Tensor recomputed(List<Tensor> arguments, Function<List<Tensor>, Tensor> f) {
    List<Tensor> own = arguments.stream().map(x -> x.type() == DType.F32 ? Fn.same(x) : x).toList();
    // Nodes are numbered in the order of their making: what is made from here on belongs to f.
    long start = Tensor.scalar(0).node().id();
    Tensor result = f.apply(own);
    Segment segment = new Segment(result.node(), start);
    // Not only the arguments: f may also read tensors from outside, such as weights.
    List<Node> by = segment.outer.stream().filter(x -> x.type() == DType.F32).toList();
    if (result.type() != DType.F32 || segment.inner.isEmpty()) {
      return result;
    }
    List<Node> inputs = new ArrayList<>(List.of(result.node()));
    inputs.addAll(by);
    return Tensor.of(Node.of(new Op.Custom(gradient -> segment.pull(gradient, by)), inputs));
  }

  private List<Node> pull(Node gradient, List<Node> by) {
    Map<Node, Node> copies = new HashMap<>();
    for (Node node : outer) {
      boolean fixed = node.inputs().isEmpty() && !(node.op() instanceof Op.Input);
      copies.put(node, fixed ? node : Node.of(new Op.Barrier(), node, gradient));
    }
    for (Node node : inner) {
      copies.put(node, node.with(node.inputs().stream().map(copies::get).toList()));
    }
    return Gradients.of(
        List.of(copies.get(result)), List.of(gradient), by.stream().map(copies::get).toList());
  }
}
