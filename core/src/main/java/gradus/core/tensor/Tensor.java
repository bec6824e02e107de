package gradus.core.tensor;

import gradus.core.ir.BinaryOp;
import gradus.core.ir.Data;
import gradus.core.ir.Node;
import gradus.core.ir.Nodes;
import gradus.core.ir.Op;
import gradus.core.ir.Reduction;
import gradus.core.ir.UnaryOp;
import gradus.core.shape.DType;
import gradus.core.shape.Ints;
import gradus.core.shape.Shape;
import gradus.core.shape.ShapeException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An array of numbers, lazy and immutable. A verb only notes what is to be computed; reading the
 * numbers ({@link #toFloats}, {@link #item}, {@link #toString}) compiles and runs what is needed.
 * Elementwise verbs broadcast by numpy's rule. Negative axes count from the end.
 *
 * <pre>{@code
 * var x = Tensor.of(new float[][] {{1, 2}, {3, 4}});
 * x.matmul(x).add(1).sum(0)          // [18, 14 ...] is computed when printed
 * }</pre>
 */
public final class Tensor {
  private final Node node;
  private volatile Data value;

  private Tensor(Node node) {
    this.node = node;
  }

  // ---- making ----

  /** The tensor that a node stands for. */
  public static Tensor of(Node node) {
    return new Tensor(node);
  }

  /** A vector. */
  public static Tensor of(float... values) {
    return of(Shape.of(values.length), values);
  }

  /** A matrix of rows of equal length. */
  public static Tensor of(float[][] rows) {
    int width = rows.length == 0 ? 0 : rows[0].length;
    float[] all = new float[rows.length * width];
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != width) {
        throw new ShapeException(
            "row "
                + i
                + " has "
                + rows[i].length
                + " numbers, row 0 has "
                + width
                + "; rows must be equally long");
      }
      System.arraycopy(rows[i], 0, all, i * width, width);
    }
    return of(Shape.of(rows.length, width), all);
  }

  /** Floats in row-major order. */
  public static Tensor of(Shape shape, float... values) {
    return of(Data.floats(shape, values));
  }

  /** Fixed numbers. */
  public static Tensor of(Data data) {
    Tensor tensor = new Tensor(Node.of(new Op.Constant(data)));
    tensor.value = data;
    return tensor;
  }

  /** A vector of ints. */
  public static Tensor ints(int... values) {
    return ints(Shape.of(values.length), values);
  }

  /** Ints in row-major order. */
  public static Tensor ints(Shape shape, int... values) {
    return of(Data.ints(shape, values));
  }

  /** A scalar. */
  public static Tensor scalar(double value) {
    return full(Shape.SCALAR, value);
  }

  /** The same number everywhere. */
  public static Tensor full(Shape shape, double value) {
    return of(Nodes.fill(shape, value));
  }

  /** Zeros. */
  public static Tensor zeros(Shape shape) {
    return full(shape, 0);
  }

  /** Ones. */
  public static Tensor ones(Shape shape) {
    return full(shape, 1);
  }

  /** The ints along an axis of a shape: 0, 1, 2 ... */
  public static Tensor iota(Shape shape, int axis) {
    return of(Node.of(new Op.Iota(shape, shape.axis(axis))));
  }

  /** The identity matrix [n, n]. */
  public static Tensor eye(int n) {
    return iota(Shape.of(n, n), 0).equalTo(iota(Shape.of(n, n), 1));
  }

  /** An input of a function, known when the function runs. */
  public static Tensor input(String name, Shape shape, DType type) {
    return of(Node.of(new Op.Input(name, shape, type)));
  }

  // ---- reading ----

  /** The node that this tensor stands for. */
  public Node node() {
    return node;
  }

  /** The shape. */
  public Shape shape() {
    return node.shape();
  }

  /** The element type. */
  public DType type() {
    return node.type();
  }

  /** The size of an axis. */
  public int size(int axis) {
    return shape().size(axis);
  }

  /** The numbers; computed at the first call. */
  public Data data() {
    Data known = value;
    if (known == null) {
      known = Evaluation.run(List.of(node)).get(0);
      value = known;
    }
    return known;
  }

  /** The numbers in row-major order. */
  public float[] toFloats() {
    return data().toFloats();
  }

  /** The numbers as ints, in row-major order. */
  public int[] toInts() {
    return data().toInts();
  }

  /** The only number of a tensor with one element. */
  public float item() {
    if (shape().count() != 1) {
      throw new ShapeException(
          "item: got " + shape() + "; a tensor with one element must be given");
    }
    return (float) data().value(0);
  }

  @Override
  public String toString() {
    return TensorText.of(data());
  }

  // ---- elementwise, one argument ----

  /** Applies a function of the catalog. */
  public Tensor apply(UnaryOp function) {
    return of(Nodes.unary(function, floats().node));
  }

  /** {@code -x}. */
  public Tensor neg() {
    return apply(UnaryOp.NEG);
  }

  /** {@code |x|}. */
  public Tensor abs() {
    return apply(UnaryOp.ABS);
  }

  /** -1, 0 or 1. */
  public Tensor sign() {
    return apply(UnaryOp.SIGN);
  }

  /** The largest integer that is not larger. */
  public Tensor floor() {
    return apply(UnaryOp.FLOOR);
  }

  /** The nearest integer, halves to even. */
  public Tensor round() {
    return apply(UnaryOp.ROUND);
  }

  /** {@code e^x}. */
  public Tensor exp() {
    return apply(UnaryOp.EXP);
  }

  /** {@code e^x - 1}. */
  public Tensor expm1() {
    return apply(UnaryOp.EXPM1);
  }

  /** The natural logarithm. */
  public Tensor log() {
    return apply(UnaryOp.LOG);
  }

  /** {@code log(1 + x)}. */
  public Tensor log1p() {
    return apply(UnaryOp.LOG1P);
  }

  /** The square root. */
  public Tensor sqrt() {
    return apply(UnaryOp.SQRT);
  }

  /** {@code 1 / sqrt(x)}. */
  public Tensor rsqrt() {
    return apply(UnaryOp.RSQRT);
  }

  /** {@code 1 / x}. */
  public Tensor reciprocal() {
    return apply(UnaryOp.RECIPROCAL);
  }

  /** {@code x x}. */
  public Tensor square() {
    return apply(UnaryOp.SQUARE);
  }

  /** The sine. */
  public Tensor sin() {
    return apply(UnaryOp.SIN);
  }

  /** The cosine. */
  public Tensor cos() {
    return apply(UnaryOp.COS);
  }

  /** The tangent. */
  public Tensor tan() {
    return apply(UnaryOp.TAN);
  }

  /** The hyperbolic tangent. */
  public Tensor tanh() {
    return apply(UnaryOp.TANH);
  }

  /** {@code 1 / (1 + e^-x)}. */
  public Tensor sigmoid() {
    return apply(UnaryOp.SIGMOID);
  }

  /** {@code log(1 + e^x)}. */
  public Tensor softplus() {
    return apply(UnaryOp.SOFTPLUS);
  }

  /** {@code max(x, 0)}. */
  public Tensor relu() {
    return apply(UnaryOp.RELU);
  }

  /** The error function. */
  public Tensor erf() {
    return apply(UnaryOp.ERF);
  }

  /** Limits to [low, high]; the gradient passes at the bounds. */
  public Tensor clamp(double low, double high) {
    return less(low)
        .where(full(shape(), low), full(shape(), high).less(this).where(full(shape(), high), this));
  }

  // ---- elementwise, two arguments ----

  /** Applies a function of the catalog, with broadcasting. */
  public Tensor apply(BinaryOp function, Tensor other) {
    Shape shape = Shape.broadcast(shape(), other.shape());
    boolean ints = function.takesInts() && type() == DType.I32 && other.type() == DType.I32;
    Tensor a = ints ? this : floats();
    Tensor b = ints ? other : other.floats();
    return of(Nodes.binary(function, a.broadcastTo(shape).node, b.broadcastTo(shape).node));
  }

  private Tensor apply(BinaryOp function, double other) {
    return apply(function, full(shape(), other));
  }

  /** {@code a + b}. */
  public Tensor add(Tensor other) {
    return apply(BinaryOp.ADD, other);
  }

  /** {@code a + b}. */
  public Tensor add(double other) {
    return apply(BinaryOp.ADD, other);
  }

  /** {@code a - b}. */
  public Tensor sub(Tensor other) {
    return apply(BinaryOp.SUB, other);
  }

  /** {@code a - b}. */
  public Tensor sub(double other) {
    return apply(BinaryOp.SUB, other);
  }

  /** {@code a b}, element by element. */
  public Tensor mul(Tensor other) {
    return apply(BinaryOp.MUL, other);
  }

  /** {@code a b}. */
  public Tensor mul(double other) {
    return apply(BinaryOp.MUL, other);
  }

  /** {@code a / b}. */
  public Tensor div(Tensor other) {
    return apply(BinaryOp.DIV, other);
  }

  /** {@code a / b}. */
  public Tensor div(double other) {
    return apply(BinaryOp.DIV, other);
  }

  /** The larger; equal arguments share the gradient. */
  public Tensor maximum(Tensor other) {
    return apply(BinaryOp.MAX, other);
  }

  /** The larger. */
  public Tensor maximum(double other) {
    return apply(BinaryOp.MAX, other);
  }

  /** The smaller; equal arguments share the gradient. */
  public Tensor minimum(Tensor other) {
    return apply(BinaryOp.MIN, other);
  }

  /** The smaller. */
  public Tensor minimum(double other) {
    return apply(BinaryOp.MIN, other);
  }

  /** {@code a^b}. */
  public Tensor pow(Tensor other) {
    return apply(BinaryOp.POW, other);
  }

  /** {@code a^b} for a fixed b; small whole and half powers become products and roots. */
  public Tensor pow(double power) {
    if (power == 0) {
      return ones(shape());
    } else if (power == 1) {
      return this;
    } else if (power == 2) {
      return square();
    } else if (power == 3) {
      return square().mul(this);
    } else if (power == 0.5) {
      return sqrt();
    } else if (power == -1) {
      return reciprocal();
    } else if (power == -0.5) {
      return rsqrt();
    }
    return apply(BinaryOp.POW, power);
  }

  /** The angle of the point (other, this). */
  public Tensor atan2(Tensor other) {
    return apply(BinaryOp.ATAN2, other);
  }

  /** 1 where {@code a < b}, else 0. */
  public Tensor less(Tensor other) {
    return apply(BinaryOp.LESS, other);
  }

  /** 1 where {@code a < b}, else 0. */
  public Tensor less(double other) {
    return apply(BinaryOp.LESS, other);
  }

  /** 1 where {@code a <= b}, else 0. */
  public Tensor lessEqual(Tensor other) {
    return apply(BinaryOp.LESS_EQUAL, other);
  }

  /** 1 where {@code a <= b}, else 0. */
  public Tensor lessEqual(double other) {
    return apply(BinaryOp.LESS_EQUAL, other);
  }

  /** 1 where {@code a > b}, else 0. */
  public Tensor greater(Tensor other) {
    return other.less(this);
  }

  /** 1 where {@code a > b}, else 0. */
  public Tensor greater(double other) {
    return full(shape(), other).less(this);
  }

  /** 1 where {@code a >= b}, else 0. */
  public Tensor greaterEqual(Tensor other) {
    return other.lessEqual(this);
  }

  /** 1 where {@code a >= b}, else 0. */
  public Tensor greaterEqual(double other) {
    return full(shape(), other).lessEqual(this);
  }

  /** 1 where equal, else 0; of floats or of ints. */
  public Tensor equalTo(Tensor other) {
    return apply(BinaryOp.EQUAL, other);
  }

  /** 1 where equal, else 0. */
  public Tensor equalTo(double other) {
    return apply(BinaryOp.EQUAL, other);
  }

  /** 1 where not equal, else 0. */
  public Tensor notEqual(Tensor other) {
    return apply(BinaryOp.NOT_EQUAL, other);
  }

  /** This as a condition: {@code a} where it is not 0, else {@code b}. */
  public Tensor where(Tensor a, Tensor b) {
    Shape shape = Shape.broadcast(shape(), Shape.broadcast(a.shape(), b.shape()));
    return of(
        Nodes.select(
            floats().broadcastTo(shape).node,
            a.broadcastTo(shape).node,
            b.broadcastTo(shape).node));
  }

  /** This as a condition, between numbers. */
  public Tensor where(double a, double b) {
    return where(full(shape(), a), full(shape(), b));
  }

  // ---- reductions: axes vanish; "Keep" leaves them with size 1; no axes means all ----

  /** The sum over axes. */
  public Tensor sum(int... axes) {
    return drop(sumKeep(axes), axes);
  }

  /** The sum over axes, which stay with size 1. */
  public Tensor sumKeep(int... axes) {
    return reduce(Reduction.SUM, axes);
  }

  /** The mean over axes. */
  public Tensor mean(int... axes) {
    return drop(meanKeep(axes), axes);
  }

  /** The mean over axes, which stay with size 1. */
  public Tensor meanKeep(int... axes) {
    return sumKeep(axes).div(countOf(axes));
  }

  /** The maximum over axes; equal maxima share the gradient. */
  public Tensor max(int... axes) {
    return drop(maxKeep(axes), axes);
  }

  /** The maximum over axes, which stay with size 1. */
  public Tensor maxKeep(int... axes) {
    return reduce(Reduction.MAX, axes);
  }

  /** The minimum over axes; equal minima share the gradient. */
  public Tensor min(int... axes) {
    return neg().max(axes).neg();
  }

  /** The biased variance over axes, which stay with size 1: {@code mean((x - mean(x))^2)}. */
  public Tensor varianceKeep(int... axes) {
    return sub(meanKeep(axes)).square().meanKeep(axes);
  }

  /** The biased variance over axes. */
  public Tensor variance(int... axes) {
    return drop(varianceKeep(axes), axes);
  }

  /** {@code log Σ e^x} over axes, stable. */
  public Tensor logSumExp(int... axes) {
    return drop(logSumExpKeep(axes), axes);
  }

  /** {@code log Σ e^x} over axes, which stay with size 1. */
  public Tensor logSumExpKeep(int... axes) {
    Tensor peak = maxKeep(axes).stopGradient();
    Tensor finite = peak.abs().less(Double.POSITIVE_INFINITY).where(peak, zeros(peak.shape()));
    return sub(finite).exp().sumKeep(axes).log().add(finite);
  }

  /** {@code e^x / Σ e^x} along an axis. */
  public Tensor softmax(int axis) {
    Tensor e = sub(maxKeep(axis).stopGradient()).exp();
    return e.div(e.sumKeep(axis));
  }

  /** {@code x - log Σ e^x} along an axis. */
  public Tensor logSoftmax(int axis) {
    Tensor shifted = sub(maxKeep(axis).stopGradient());
    return shifted.sub(shifted.exp().sumKeep(axis).log());
  }

  /** The position of the first maximum along an axis, which vanishes; ints. */
  public Tensor argMax(int axis) {
    int at = shape().axis(axis);
    return drop(of(Node.of(new Op.ArgMax(at), floats().node)), at);
  }

  /** The position of the first minimum along an axis, which vanishes; ints. */
  public Tensor argMin(int axis) {
    return neg().argMax(axis);
  }

  private Tensor reduce(Reduction kind, int[] axes) {
    int[] at = axesOf(axes);
    Node x = floats().node;
    return at.length == 0 ? of(x) : of(Node.of(new Op.Reduce(kind, Ints.of(at)), x));
  }

  private int[] axesOf(int[] axes) {
    return axes.length == 0
        ? shape().axes()
        : Arrays.stream(axes).map(shape()::axis).sorted().distinct().toArray();
  }

  private int countOf(int[] axes) {
    return Arrays.stream(axesOf(axes)).map(this::size).reduce(1, Math::multiplyExact);
  }

  private Tensor drop(Tensor kept, int... axes) {
    int[] gone = axesOf(axes);
    int[] left =
        IntStream.range(0, shape().rank())
            .filter(i -> Arrays.binarySearch(gone, i) < 0)
            .map(this::size)
            .toArray();
    return kept.reshape(left);
  }

  // ---- moves ----

  /** The same elements under another shape; one size may be -1. */
  public Tensor reshape(int... sizes) {
    int[] known = sizes.clone();
    int open = -1;
    int count = 1;
    for (int i = 0; i < known.length; i++) {
      if (known[i] == -1 && open < 0) {
        open = i;
      } else {
        count *= known[i];
      }
    }
    if (open >= 0) {
      known[open] = count == 0 ? 0 : shape().count() / count;
    }
    return reshape(Shape.of(known));
  }

  /** The same elements under another shape. */
  public Tensor reshape(Shape shape) {
    return of(Nodes.reshape(node, shape));
  }

  /** An axis of size 1 more, at the given place. */
  public Tensor expand(int axis) {
    int rank = shape().rank() + 1;
    int at = axis < 0 ? axis + rank : axis;
    return reshape(shape().slice(0, at).plus(1).plus(shape().slice(at, rank - 1).sizes()));
  }

  /** Output axis i is input axis {@code axes[i]}. */
  public Tensor permute(int... axes) {
    return of(Nodes.permute(node, Arrays.stream(axes).map(shape()::axis).toArray()));
  }

  /** The last two axes swapped. */
  public Tensor transpose() {
    return swap(-2, -1);
  }

  /** Two axes swapped. */
  public Tensor swap(int first, int second) {
    int[] axes = shape().axes();
    int a = shape().axis(first);
    int b = shape().axis(second);
    axes[a] = b;
    axes[b] = a;
    return permute(axes);
  }

  /** Repeats axes of size 1 and adds axes in front, by numpy's rule. */
  public Tensor broadcastTo(Shape shape) {
    if (shape.equals(shape())) {
      return this;
    }
    if (shape.rank() < shape().rank()) {
      throw new ShapeException(
          "broadcast: got " + shape() + " to " + shape + "; the rank must not fall");
    }
    int[] sizes = new int[shape.rank()];
    Arrays.fill(sizes, 1);
    System.arraycopy(shape().sizes(), 0, sizes, shape.rank() - shape().rank(), shape().rank());
    return of(Nodes.broadcast(Nodes.reshape(node, Shape.of(sizes)), shape));
  }

  /** Positions {@code from} (inclusive) to {@code to} (exclusive) along an axis. */
  public Tensor slice(int axis, int from, int to) {
    return slice(axis, from, to, 1);
  }

  /** Every {@code step}-th position from {@code from} to before {@code to} along an axis. */
  public Tensor slice(int axis, int from, int to, int step) {
    int at = shape().axis(axis);
    int[] start = new int[shape().rank()];
    int[] size = shape().sizes();
    int[] steps = Ints.repeat(1, size.length).toArray();
    start[at] = from < 0 ? from + size[at] : from;
    int end = to < 0 ? to + size[at] : to;
    size[at] = Math.max(0, (end - start[at] + step - 1) / step);
    steps[at] = step;
    return of(Node.of(new Op.Slice(Ints.of(start), Ints.of(size), Ints.of(steps)), node));
  }

  /** One position along an axis, which vanishes. */
  public Tensor index(int axis, int position) {
    int at = shape().axis(axis);
    int from = position < 0 ? position + size(at) : position;
    return drop(slice(at, from, from + 1), at);
  }

  /** A number before and after along each axis. */
  public Tensor pad(int[] before, int[] after, double value) {
    return of(
        Node.of(
            new Op.Pad(Ints.of(before), Ints.of(after), Ints.repeat(0, before.length), value),
            node));
  }

  /** Joins tensors along an axis. */
  public static Tensor concat(int axis, List<Tensor> parts) {
    return of(
        Node.of(
            new Op.Concat(parts.get(0).shape().axis(axis)),
            parts.stream().map(Tensor::node).toList()));
  }

  /** Joins tensors along a new axis. */
  public static Tensor stack(int axis, List<Tensor> parts) {
    return concat(axis, parts.stream().map(part -> part.expand(axis)).toList());
  }

  /** The order reversed along axes. */
  public Tensor flip(int... axes) {
    return of(
        Node.of(new Op.Reverse(Ints.of(Arrays.stream(axes).map(shape()::axis).toArray())), node));
  }

  /** {@code y[.., i, ..] = this[.., index[.., i, ..], ..]}; NaN where the index leaves the axis. */
  public Tensor gather(int axis, Tensor index) {
    return of(Node.of(new Op.Gather(shape().axis(axis)), floats().node, index.node));
  }

  /** Zeros with {@code size} positions along an axis, to which this is added at the index. */
  public Tensor scatterAdd(int axis, Tensor index, int size) {
    return of(Node.of(new Op.Scatter(shape().axis(axis), size), floats().node, index.node));
  }

  /** Rows of this table [rows, width] by ids [..] → [.., width]. */
  public Tensor rows(Tensor ids) {
    Node flat = Nodes.reshape(ids.node, Shape.of(ids.shape().count()));
    return of(Node.of(new Op.GatherRows(), node, flat)).reshape(ids.shape().plus(size(1)));
  }

  /** The stable order of the last axis as ints; {@code gather(-1, ...)} with it sorts. */
  public Tensor sortIndex(boolean descending) {
    return of(Node.of(new Op.SortIndex(descending), floats().node));
  }

  /** 1 at the position that each int names, else 0: [..] → [.., count]. */
  public Tensor oneHot(int count) {
    Shape shape = shape().plus(count);
    return expand(-1).broadcastTo(shape).equalTo(iota(shape, -1));
  }

  /** Ints as floats; floats as they are. */
  public Tensor floats() {
    return type() == DType.F32 ? this : of(Node.of(new Op.Convert(DType.F32), node));
  }

  /** Floats truncated to ints; ints as they are. */
  public Tensor toInt() {
    return type() == DType.I32 ? this : of(Node.of(new Op.Convert(DType.I32), node));
  }

  // ---- products ----

  /** {@code [.., m, k] · [.., k, n] → [.., m, n]}; leading axes broadcast; vectors as numpy. */
  public Tensor matmul(Tensor other) {
    return MatrixProduct.of(this, other);
  }

  /** Cross-correlation, channels last: [batch, space.., in] with [kernel.., in / groups, out]. */
  public Tensor convolve(Tensor kernel, Op.Window window, int groups) {
    return of(Node.of(new Op.Convolution(window, groups), node, kernel.node));
  }

  /** The adjoint of {@link #convolve}: [batch, space.., out] to a tensor of shape {@code x}. */
  public Tensor convolveTransposed(Tensor kernel, Op.Window window, int groups, Shape x) {
    return of(Node.of(new Op.ConvolutionInput(window, groups, x), node, kernel.node));
  }

  /** The largest value of each window, channels last; the first one takes the gradient. */
  public Tensor maxPool(Ints size, Op.Window window) {
    Tensor index = of(Node.of(new Op.PoolIndex(size, window), node));
    Shape from = shape();
    int batch = from.size(0);
    int channels = from.size(-1);
    Tensor flat = reshape(batch, from.slice(1, from.rank() - 1).count(), channels);
    return flat.gather(1, index.reshape(batch, -1, channels)).reshape(index.shape());
  }

  // ---- gradients ----

  /** The value, through which no gradient passes. */
  public Tensor stopGradient() {
    return of(Nodes.stop(node));
  }

  /**
   * The value, with a gradient of the user's own: the rule turns the gradient by the value into one
   * by each argument.
   */
  public Tensor withGradient(List<Tensor> arguments, CustomGradient rule) {
    Node[] inputs = new Node[arguments.size() + 1];
    inputs[0] = node;
    for (int i = 0; i < arguments.size(); i++) {
      inputs[i + 1] = arguments.get(i).node;
    }
    return of(
        Node.of(
            new Op.Custom(
                g -> rule.pull(of(g)).stream().map(t -> t == null ? null : t.node).toList()),
            inputs));
  }

  /** A gradient of the user's own. */
  @FunctionalInterface
  public interface CustomGradient {
    /** The gradients by the arguments, in order; null means zero. */
    List<Tensor> pull(Tensor gradient);
  }
}
