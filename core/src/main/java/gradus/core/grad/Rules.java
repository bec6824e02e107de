package gradus.core.grad;

import static gradus.core.ir.Nodes.broadcast;
import static gradus.core.ir.Nodes.mul;
import static gradus.core.ir.Nodes.reshape;
import static gradus.core.ir.Nodes.zeros;

import gradus.core.ir.BinaryOp;
import gradus.core.ir.Node;
import gradus.core.ir.Nodes;
import gradus.core.ir.Op;
import gradus.core.ir.Reduction;
import gradus.core.shape.Ints;
import gradus.core.shape.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How each operation pulls a gradient back to its inputs; null where there is none. */
final class Rules {
  private Rules() {}

  /** The gradients by the inputs of {@code y}, given the gradient {@code g} by {@code y}. */
  static List<Node> pull(Node y, Node g) {
    return switch (y.op()) {
      case Op.Input _, Op.Constant _, Op.Fill _, Op.Iota _ -> List.of();
      case Op.Random _, Op.ArgMax _, Op.PoolIndex _, Op.SortIndex _, Op.Convert _ -> none(y);
      case Op.Unary o -> List.of(o.function().pull(g, y.input(0), y));
      case Op.Binary o ->
          o.function().comparison()
              ? none(y)
              : List.of(
                  o.function().pullFirst(g, y.input(0), y.input(1), y),
                  o.function().pullSecond(g, y.input(0), y.input(1), y));
      case Op.Select _ ->
          list(null, Nodes.select(y.input(0), g, zeros(g)), Nodes.select(y.input(0), zeros(g), g));
      case Op.Reduce o -> List.of(reduce(o, y, g));
      case Op.Reshape _ -> List.of(reshape(g, y.input(0).shape()));
      case Op.Permute o -> List.of(Nodes.permute(g, inverse(o.axes())));
      case Op.Slice o -> List.of(slice(o, y.input(0).shape(), g));
      case Op.Pad o -> List.of(pad(o, y.input(0).shape(), g));
      case Op.Broadcast _ -> List.of(Nodes.sum(g, grown(y.input(0).shape(), y.shape())));
      case Op.Concat o -> concat(o, y, g);
      case Op.Reverse o -> List.of(Node.of(o, g));
      case Op.MatMul o -> matmul(o, y.input(0), y.input(1), g);
      case Op.Convolution o ->
          List.of(
              Node.of(
                  new Op.ConvolutionInput(o.window(), o.groups(), y.input(0).shape()),
                  g,
                  y.input(1)),
              Node.of(
                  new Op.ConvolutionKernel(o.window(), o.groups(), y.input(1).shape()),
                  y.input(0),
                  g));
      case Op.ConvolutionInput o ->
          List.of(
              Node.of(new Op.Convolution(o.window(), o.groups()), g, y.input(1)),
              Node.of(
                  new Op.ConvolutionKernel(o.window(), o.groups(), y.input(1).shape()),
                  g,
                  y.input(0)));
      case Op.ConvolutionKernel o ->
          List.of(
              Node.of(
                  new Op.ConvolutionInput(o.window(), o.groups(), y.input(0).shape()),
                  y.input(1),
                  g),
              Node.of(new Op.Convolution(o.window(), o.groups()), y.input(0), g));
      case Op.Gather o ->
          list(
              Node.of(new Op.Scatter(o.axis(), y.input(0).shape().size(o.axis())), g, y.input(1)),
              null);
      case Op.Scatter o -> list(Node.of(new Op.Gather(o.axis()), g, y.input(1)), null);
      case Op.GatherRows _ ->
          list(Node.of(new Op.ScatterRows(y.input(0).shape().size(0)), g, y.input(1)), null);
      case Op.ScatterRows _ -> list(Node.of(new Op.GatherRows(), g, y.input(1)), null);
      case Op.Custom o -> {
        List<Node> pulled = new ArrayList<>();
        pulled.add(null);
        pulled.addAll(o.rule().pull(g));
        yield pulled;
      }
      case Op.Barrier _ -> list(g, null);
    };
  }

  /** A sum passes g to all; a maximum passes it in equal shares to all that reach it. */
  private static Node reduce(Op.Reduce o, Node y, Node g) {
    Node x = y.input(0);
    Node spread = broadcast(g, x.shape());
    if (o.kind() == Reduction.SUM) {
      return spread;
    }
    Node reached = Nodes.binary(BinaryOp.EQUAL, x, broadcast(y, x.shape()));
    Node count = Nodes.sum(reached, o.axes().toArray());
    return mul(reached, broadcast(Nodes.div(g, count), x.shape()));
  }

  private static Node slice(Op.Slice o, Shape x, Node g) {
    int[] after = new int[x.rank()];
    int[] inner = new int[x.rank()];
    for (int i = 0; i < after.length; i++) {
      int size = o.size().get(i);
      inner[i] = o.step().get(i) - 1;
      int reach = size == 0 ? 0 : (size - 1) * o.step().get(i) + 1;
      after[i] = x.size(i) - o.start().get(i) - reach;
    }
    return Node.of(new Op.Pad(o.start(), Ints.of(after), Ints.of(inner), 0), g);
  }

  private static Node pad(Op.Pad o, Shape x, Node g) {
    int[] step = new int[x.rank()];
    Arrays.setAll(step, i -> o.inner().get(i) + 1);
    return Node.of(new Op.Slice(o.before(), Ints.of(x.sizes()), Ints.of(step)), g);
  }

  private static List<Node> concat(Op.Concat o, Node y, Node g) {
    List<Node> parts = new ArrayList<>();
    int at = 0;
    for (Node input : y.inputs()) {
      int[] start = new int[y.shape().rank()];
      start[o.axis()] = at;
      at += input.shape().size(o.axis());
      parts.add(
          Node.of(
              new Op.Slice(
                  Ints.of(start), Ints.of(input.shape().sizes()), Ints.repeat(1, start.length)),
              g));
    }
    return parts;
  }

  /**
   * With {@code C = A B}: {@code Ā = C̄ Bᵀ}, {@code B̄ = Aᵀ C̄}; the flags say what is stored
   * turned.
   */
  private static List<Node> matmul(Op.MatMul o, Node a, Node b, Node g) {
    boolean ta = o.transposeA();
    boolean tb = o.transposeB();
    Node da = ta ? matmul(b, tb, g, true) : matmul(g, false, b, !tb);
    Node db = tb ? matmul(g, true, a, ta) : matmul(a, !ta, g, false);
    return List.of(da, db);
  }

  private static Node matmul(Node a, boolean transposeA, Node b, boolean transposeB) {
    return Node.of(new Op.MatMul(transposeA, transposeB), a, b);
  }

  private static int[] inverse(Ints axes) {
    int[] inverse = new int[axes.size()];
    for (int i = 0; i < inverse.length; i++) {
      inverse[axes.get(i)] = i;
    }
    return inverse;
  }

  /** The axes along which a broadcast repeats. */
  private static int[] grown(Shape from, Shape to) {
    return java.util.stream.IntStream.range(0, from.rank())
        .filter(i -> from.size(i) != to.size(i))
        .toArray();
  }

  private static List<Node> none(Node y) {
    return list(new Node[y.inputs().size()]);
  }

  private static List<Node> list(Node... nodes) {
    return Arrays.asList(nodes);
  }
}
