package gradus.core.ir;

import gradus.core.shape.DType;
import gradus.core.shape.Ints;
import gradus.core.shape.Shape;
import java.util.List;

/**
 * The primitive operations. Everything else (softmax, GELU, norms, losses, pooling averages) is
 * composed of these. The set is closed under differentiation: the gradient of each is made of these
 * again.
 */
public sealed interface Op {

  /** The name as printed. */
  default String title() {
    String simple = getClass().getSimpleName();
    return simple.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(java.util.Locale.ROOT);
  }

  /** A value given at run time. Two inputs are the same only if they are the same node. */
  record Input(String name, Shape shape, DType type) implements Op {}

  /** Fixed numbers; compared by the identity of the array, which is never written. */
  record Constant(Data data) implements Op {}

  /** One number in every element. */
  record Fill(Shape shape, DType type, double value) implements Op {}

  /** The coordinate along an axis, as ints. */
  record Iota(Shape shape, int axis) implements Op {}

  /**
   * Uniform floats in [0, 1): a hash of (key, salt, element index), so that the value depends on
   * nothing else. Input: key, I32 [2].
   */
  record Random(Shape shape, int salt) implements Op {}

  /** An elementwise function of one argument. */
  record Unary(UnaryOp function) implements Op {}

  /** An elementwise function of two arguments of equal shape. */
  record Binary(BinaryOp function) implements Op {}

  /** condition, a, b → a where the condition is not 0, else b; equal shapes. */
  record Select() implements Op {}

  /** To the other element type; float → int truncates. */
  record Convert(DType type) implements Op {}

  /** Folds axes by a sum or a maximum; the axes stay, with size 1. */
  record Reduce(Reduction kind, Ints axes) implements Op {}

  /** The position of the first maximum along an axis, which stays with size 1; ints. NaN wins. */
  record ArgMax(int axis) implements Op {}

  /** The same elements in row-major order under another shape. */
  record Reshape(Shape shape) implements Op, Move {}

  /** Output axis i is input axis {@code axes[i]}. */
  record Permute(Ints axes) implements Op, Move {}

  /** {@code size[i]} elements along axis i, from {@code start[i]}, every {@code step[i]}-th. */
  record Slice(Ints start, Ints size, Ints step) implements Op, Move {}

  /** {@code inner[i]} fill elements between neighbours, then {@code before} and {@code after}. */
  record Pad(Ints before, Ints after, Ints inner, double value) implements Op {}

  /** Repeats axes of size 1; equal rank. */
  record Broadcast(Shape shape) implements Op, Move {}

  /** Joins along an axis. */
  record Concat(int axis) implements Op {}

  /** Reverses the order along axes. */
  record Reverse(Ints axes) implements Op, Move {}

  /**
   * {@code [.., m, k] · [.., k, n] → [.., m, n]} with equal leading axes; a flag says that the last
   * two axes of that input are stored the other way round.
   */
  record MatMul(boolean transposeA, boolean transposeB) implements Op {}

  /** x, kernel → y: cross-correlation, channels last. */
  record Convolution(Window window, int groups) implements Op {}

  /** dy, kernel → dx: the adjoint of {@link Convolution} in x, of the given shape. */
  record ConvolutionInput(Window window, int groups, Shape x) implements Op {}

  /** x, dy → dkernel: the adjoint of {@link Convolution} in its kernel, of the given shape. */
  record ConvolutionKernel(Window window, int groups, Shape kernel) implements Op {}

  /**
   * x [batch, space.., channels] → for each window the flat position in space of its first maximum,
   * ints [batch, out.., channels]. Padding never wins.
   */
  record PoolIndex(Ints size, Window window) implements Op {}

  /** x, index (same rank) → {@code y[.., i, ..] = x[.., index[.., i, ..], ..]} along an axis. */
  record Gather(int axis) implements Op {}

  /** updates, index (same shape) → zeros with axis size {@code size}, updates added at index. */
  record Scatter(int axis, int size) implements Op {}

  /** table [rows, width], ids [n] → [n, width]. */
  record GatherRows() implements Op {}

  /** updates [n, width], ids [n] → zeros [rows, width] with each update added to its row. */
  record ScatterRows(int rows) implements Op {}

  /** The stable order of the last axis, as ints. */
  record SortIndex(boolean descending) implements Op {}

  /**
   * value, x.. → value; the derivative by value is 0 and those by x.. come from the rule. With no x
   * this stops the gradient.
   */
  record Custom(GradientRule rule) implements Op, Move {}

  /** value, after → value, computed only when {@code after} is known; never merged with another. */
  record Barrier() implements Op, Move {}

  /** What changes no number, and mostly only how those of its first input are looked at. */
  sealed interface Move {}

  /** A gradient of the user's own. */
  @FunctionalInterface
  interface GradientRule {
    /** For the gradient by the value: the gradients by the x, in order; null means zero. */
    List<Node> pull(Node gradient);
  }

  /** Stride, zero padding and dilation along each spatial axis. */
  record Window(Ints stride, Ints before, Ints after, Ints dilation) {
    /** The number of spatial axes. */
    public int rank() {
      return stride.size();
    }

    /** The output size along a spatial axis; 0 or less if the window does not fit. */
    public int outputSize(int axis, int input, int kernel) {
      int reach = dilation.get(axis) * (kernel - 1) + 1;
      int room = input + before.get(axis) + after.get(axis) - reach;
      return room < 0 ? 0 : room / stride.get(axis) + 1;
    }
  }
}
