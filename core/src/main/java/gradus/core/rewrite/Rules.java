package gradus.core.rewrite;

import gradus.core.ir.BinaryOp;
import gradus.core.ir.Data;
import gradus.core.ir.Node;
import gradus.core.ir.Nodes;
import gradus.core.ir.Op;
import gradus.core.ir.Reduction;
import gradus.core.ir.ScalarLanes;
import gradus.core.ir.UnaryOp;
import gradus.core.ir.Word;
import gradus.core.shape.DType;
import gradus.core.shape.Ints;
import gradus.core.shape.Shape;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The rule table: one rule for each operation that can be said more simply. */
final class Rules {
  private Rules() {}

  /** A simpler node with the same value, or the node itself. */
  static Node apply(Node node) {
    return switch (node.op()) {
      case Op.Custom _ -> node.input(0);
      case Op.Constant o -> constant(node, o.data());
      case Op.Unary o -> unary(node, o.function());
      case Op.Binary o -> binary(node, o.function());
      case Op.Select _ -> select(node);
      case Op.Convert o -> node.input(0).type() == o.type() ? node.input(0) : node;
      case Op.Reshape o -> reshape(node, o.shape());
      case Op.Permute o -> permute(node, o.axes());
      case Op.Slice o -> slice(node, o);
      case Op.Reverse _ -> overFill(node);
      case Op.Broadcast o -> broadcast(node, o.shape());
      case Op.Pad o ->
          o.before().all(0) && o.after().all(0) && o.inner().all(0) ? node.input(0) : node;
      case Op.Concat o -> Joins.concat(node, o.axis());
      case Op.Reduce o -> reduce(node, o);
      case Op.MatMul o -> matmul(node, o);
      case Op.Input _,
          Op.Fill _,
          Op.Iota _,
          Op.Random _,
          Op.ArgMax _,
          Op.Convolution _,
          Op.ConvolutionInput _,
          Op.ConvolutionKernel _,
          Op.PoolIndex _,
          Op.Gather _,
          Op.Scatter _,
          Op.GatherRows _,
          Op.ScatterRows _,
          Op.SortIndex _,
          Op.Barrier _ ->
          node;
    };
  }

  /** One number everywhere is a fill. */
  private static Node constant(Node node, Data data) {
    int count = data.shape().count();
    if (count == 0 || count > 4096) {
      return node;
    }
    boolean same = IntStream.range(1, count).allMatch(i -> data.bits(i) == data.bits(0));
    boolean number = !Double.isNaN(data.value(0));
    return same && number ? Node.of(new Op.Fill(data.shape(), data.type(), data.value(0))) : node;
  }

  private static Node unary(Node node, UnaryOp function) {
    Node x = node.input(0);
    if (x.op() instanceof Op.Fill fill) {
      ScalarLanes code = new ScalarLanes();
      Word value = function.lower(code, code.constant((float) fill.value()));
      return Nodes.fill(node.shape(), ScalarLanes.floatOf(value));
    }
    if (x.op() instanceof Op.Broadcast broadcast) {
      return Nodes.broadcast(Nodes.unary(function, x.input(0)), broadcast.shape());
    }
    if (function == UnaryOp.NEG && isUnary(x, UnaryOp.NEG)) {
      return x.input(0);
    }
    return node;
  }

  private static Node binary(Node node, BinaryOp function) {
    Node a = node.input(0);
    Node b = node.input(1);
    if (!function.comparison() && a.op() instanceof Op.Fill x && b.op() instanceof Op.Fill y) {
      ScalarLanes code = new ScalarLanes();
      Word value =
          function.lower(code, code.constant((float) x.value()), code.constant((float) y.value()));
      return Nodes.fill(node.shape(), ScalarLanes.floatOf(value));
    }
    Node hoisted = hoist(node, function, a, b);
    if (hoisted != null) {
      return hoisted;
    }
    return switch (function) {
      case ADD ->
          isFill(b, 0)
              ? a
              : isFill(a, 0)
                  ? b
                  : isUnary(b, UnaryOp.NEG) ? Nodes.sub(a, b.input(0)) : Joins.sum(node);
      case SUB -> isFill(b, 0) ? a : isUnary(b, UnaryOp.NEG) ? Nodes.add(a, b.input(0)) : node;
      case MUL ->
          isFill(b, 1)
              ? a
              : isFill(a, 1)
                  ? b
                  : isFill(b, -1) ? Nodes.neg(a) : isFill(a, -1) ? Nodes.neg(b) : node;
      case DIV ->
          isFill(b, 1)
              ? a
              : b.op() instanceof Op.Fill fill && powerOfTwo(fill.value())
                  ? Nodes.mul(a, 1 / fill.value())
                  : node;
      case MAX, MIN, POW, ATAN2, LESS, LESS_EQUAL, EQUAL, NOT_EQUAL -> node;
    };
  }

  /** What is repeated can be computed before it is repeated. */
  private static Node hoist(Node node, BinaryOp function, Node a, Node b) {
    if (a.op() instanceof Op.Broadcast
        && b.op() instanceof Op.Broadcast
        && a.input(0).shape().equals(b.input(0).shape())) {
      return Nodes.broadcast(Nodes.binary(function, a.input(0), b.input(0)), node.shape());
    }
    if (a.op() instanceof Op.Broadcast && b.op() instanceof Op.Fill fill) {
      Node small = Node.of(new Op.Fill(a.input(0).shape(), fill.type(), fill.value()));
      return Nodes.broadcast(Nodes.binary(function, a.input(0), small), node.shape());
    }
    if (b.op() instanceof Op.Broadcast && a.op() instanceof Op.Fill fill) {
      Node small = Node.of(new Op.Fill(b.input(0).shape(), fill.type(), fill.value()));
      return Nodes.broadcast(Nodes.binary(function, small, b.input(0)), node.shape());
    }
    return null;
  }

  private static Node select(Node node) {
    if (node.input(0).op() instanceof Op.Fill fill) {
      return fill.value() != 0 ? node.input(1) : node.input(2);
    }
    return node.input(1) == node.input(2) ? node.input(1) : node;
  }

  private static Node reshape(Node node, Shape shape) {
    Node x = node.input(0);
    if (x.shape().equals(shape)) {
      return x;
    }
    return x.op() instanceof Op.Reshape ? Nodes.reshape(x.input(0), shape) : overFill(node);
  }

  private static Node permute(Node node, Ints axes) {
    Node x = node.input(0);
    int[] identity = x.shape().axes();
    if (Arrays.equals(axes.toArray(), identity)) {
      return x;
    }
    if (x.op() instanceof Op.Permute inner) {
      return Nodes.permute(
          x.input(0), Arrays.stream(axes.toArray()).map(inner.axes()::get).toArray());
    }
    return overFill(node);
  }

  private static Node slice(Node node, Op.Slice o) {
    Node x = node.input(0);
    if (Shape.of(o.size().toArray()).equals(x.shape())) {
      return x;
    }
    return x.op() instanceof Op.Concat ? Joins.slice(node, o) : overFill(node);
  }

  private static Node broadcast(Node node, Shape shape) {
    Node x = node.input(0);
    if (x.shape().equals(shape)) {
      return x;
    }
    return x.op() instanceof Op.Broadcast ? Nodes.broadcast(x.input(0), shape) : overFill(node);
  }

  /** A move of one number everywhere is that number everywhere. */
  private static Node overFill(Node node) {
    return node.input(0).op() instanceof Op.Fill fill
        ? Node.of(new Op.Fill(node.shape(), fill.type(), fill.value()))
        : node;
  }

  private static Node reduce(Node node, Op.Reduce o) {
    Node x = node.input(0);
    int[] real =
        Arrays.stream(o.axes().toArray()).filter(axis -> x.shape().size(axis) != 1).toArray();
    if (real.length == 0) {
      return x;
    }
    if (real.length < o.axes().size()) {
      return Node.of(new Op.Reduce(o.kind(), Ints.of(real)), x);
    }
    if (o.kind() == Reduction.SUM
        && x.op() instanceof Op.Broadcast
        && isWholeBroadcast(x, o.axes())) {
      return Nodes.mul(
          x.input(0), Arrays.stream(real).mapToDouble(x.shape()::size).reduce(1, (p, q) -> p * q));
    }
    return node;
  }

  /** Whether each of the axes is one that the broadcast repeats, and no other is. */
  private static boolean isWholeBroadcast(Node x, Ints axes) {
    return IntStream.range(0, x.shape().rank())
        .allMatch(i -> axes.contains(i) == (x.input(0).shape().size(i) != x.shape().size(i)));
  }

  /** A swap of the last two axes becomes a flag. */
  private static Node matmul(Node node, Op.MatMul o) {
    Node a = node.input(0);
    Node b = node.input(1);
    if (isSwap(a)) {
      return Node.of(new Op.MatMul(!o.transposeA(), o.transposeB()), a.input(0), b);
    }
    return isSwap(b)
        ? Node.of(new Op.MatMul(o.transposeA(), !o.transposeB()), a, b.input(0))
        : node;
  }

  private static boolean isSwap(Node node) {
    if (!(node.op() instanceof Op.Permute permute)) {
      return false;
    }
    int rank = node.shape().rank();
    int[] axes = node.shape().axes();
    axes[rank - 1] = rank - 2;
    axes[rank - 2] = rank - 1;
    return permute.axes().equals(Ints.of(axes));
  }

  private static boolean isFill(Node node, double value) {
    return node.op() instanceof Op.Fill fill && fill.value() == value && node.type() == DType.F32;
  }

  private static boolean isUnary(Node node, UnaryOp function) {
    return node.op() instanceof Op.Unary unary && unary.function() == function;
  }

  private static boolean powerOfTwo(double value) {
    return value != 0
        && Math.abs(value) <= 0x1p100
        && Math.abs(value) >= 0x1p-100
        && (Double.doubleToRawLongBits(value) & ((1L << 52) - 1)) == 0;
  }
}
