package gradus.core.ir;

import gradus.core.shape.DType;
import gradus.core.shape.Ints;
import gradus.core.shape.Shape;

/** Short verbs that make nodes of equal shapes; broadcasting belongs to {@code Tensor}. */
public final class Nodes {
  private Nodes() {}

  /** Applies a function of one argument. */
  public static Node unary(UnaryOp function, Node x) {
    return Node.of(new Op.Unary(function), x);
  }

  /** Applies a function of two arguments. */
  public static Node binary(BinaryOp function, Node a, Node b) {
    return Node.of(new Op.Binary(function), a, b);
  }

  /** {@code a + b}. */
  public static Node add(Node a, Node b) {
    return binary(BinaryOp.ADD, a, b);
  }

  /** {@code a + b} with a number. */
  public static Node add(Node a, double b) {
    return add(a, fill(a.shape(), b));
  }

  /** {@code a - b}. */
  public static Node sub(Node a, Node b) {
    return binary(BinaryOp.SUB, a, b);
  }

  /** {@code a - b} with a number. */
  public static Node sub(Node a, double b) {
    return sub(a, fill(a.shape(), b));
  }

  /** {@code a - b} with a number. */
  public static Node sub(double a, Node b) {
    return sub(fill(b.shape(), a), b);
  }

  /** {@code a b}. */
  public static Node mul(Node a, Node b) {
    return binary(BinaryOp.MUL, a, b);
  }

  /** {@code a b} with a number. */
  public static Node mul(Node a, double b) {
    return mul(a, fill(a.shape(), b));
  }

  /** {@code a / b}. */
  public static Node div(Node a, Node b) {
    return binary(BinaryOp.DIV, a, b);
  }

  /** {@code -a}. */
  public static Node neg(Node a) {
    return unary(UnaryOp.NEG, a);
  }

  /** 1 where {@code a <= b}, else 0. */
  public static Node lessEqual(Node a, Node b) {
    return binary(BinaryOp.LESS_EQUAL, a, b);
  }

  /** {@code a} where the condition is not 0, else {@code b}. */
  public static Node select(Node condition, Node a, Node b) {
    return Node.of(new Op.Select(), condition, a, b);
  }

  /** One float everywhere. */
  public static Node fill(Shape shape, double value) {
    return Node.of(new Op.Fill(shape, DType.F32, value));
  }

  /** Zeros like a node. */
  public static Node zeros(Node like) {
    return fill(like.shape(), 0);
  }

  /** The sum over axes, which stay with size 1. */
  public static Node sum(Node x, int... axes) {
    return axes.length == 0 ? x : Node.of(new Op.Reduce(Reduction.SUM, Ints.of(axes)), x);
  }

  /** The same elements under another shape. */
  public static Node reshape(Node x, Shape shape) {
    return x.shape().equals(shape) ? x : Node.of(new Op.Reshape(shape), x);
  }

  /** Axes in another order. */
  public static Node permute(Node x, int... axes) {
    return Node.of(new Op.Permute(Ints.of(axes)), x);
  }

  /** Axes of size 1 repeated. */
  public static Node broadcast(Node x, Shape shape) {
    return x.shape().equals(shape) ? x : Node.of(new Op.Broadcast(shape), x);
  }

  /** The value without a gradient. */
  public static Node stop(Node x) {
    return Node.of(new Op.Custom(g -> java.util.List.of()), x);
  }
}
