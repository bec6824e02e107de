package gradus.core.compile;

import gradus.core.cpu.Matrices;
import gradus.core.ir.Node;
import gradus.core.ir.Op;
import gradus.core.shape.Ints;
import gradus.core.shape.Shape;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.stream.IntStream;

/**
 * Where the elements of a node lie in the buffer of another: element {@code at} is number {@code
 * offset + Σ at_i stride_i} of the base. Moves (permute, slice, broadcast, reverse, most reshapes)
 * cost nothing: they only change the view.
 */
record View(Node base, Shape shape, int offset, int[] strides) {

  /** The whole buffer of a node. */
  static View whole(Node base) {
    return new View(base, base.shape(), 0, base.shape().strides());
  }

  /** The view of a node, through all moves down to the node that owns a buffer. */
  static View of(Node node) {
    if (!(node.op() instanceof Op.Move)) {
      return whole(node);
    }
    Deque<Node> moves = new ArrayDeque<>();
    Node at = node;
    while (at.op() instanceof Op.Move) {
      moves.push(at);
      at = at.input(0);
    }
    View view = whole(at);
    for (Node move : moves) {
      view = view.through(move);
    }
    return view;
  }

  /** The node whose buffer holds a node's elements: {@code of(node).base()}. */
  static Node base(Node node) {
    return node.op() instanceof Op.Move ? of(node).base : node;
  }

  /** The view of a node whose input has this view; a reshape that needs a copy owns a buffer. */
  private View through(Node node) {
    return switch (node.op()) {
      case Op.Custom _, Op.Barrier _ -> this;
      case Op.Broadcast o -> broadcast(o.shape());
      case Op.Permute o -> permute(o);
      case Op.Slice o -> slice(o);
      case Op.Reverse o -> reverse(o);
      case Op.Reshape o -> {
        View reshaped = reshape(o.shape());
        yield reshaped == null ? whole(node) : reshaped;
      }
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
          Op.Pad _,
          Op.Concat _,
          Op.MatMul _,
          Op.Convolution _,
          Op.ConvolutionInput _,
          Op.ConvolutionKernel _,
          Op.PoolIndex _,
          Op.Gather _,
          Op.Scatter _,
          Op.GatherRows _,
          Op.ScatterRows _,
          Op.SortIndex _ ->
          whole(node);
    };
  }

  /** Whether the view is the whole base, element by element. */
  boolean identity() {
    return offset == 0 && shape.equals(base.shape()) && contiguous();
  }

  /** Whether the elements lie one after another in row-major order. */
  boolean contiguous() {
    int expected = 1;
    for (int i = shape.rank() - 1; i >= 0; i--) {
      if (shape.size(i) != 1 && strides[i] != expected) {
        return false;
      }
      expected *= shape.size(i);
    }
    return true;
  }

  /**
   * The matrices of the last two axes, or null if a row's elements are not neighbours or something
   * runs backwards.
   */
  Matrices matrices() {
    int rank = shape.rank();
    int columns = shape.size(-1);
    boolean forward = shape.count() == 0 || Arrays.stream(strides).allMatch(step -> step >= 0);
    if (!forward || columns > 1 && strides[rank - 1] != 1) {
      return null;
    }
    long[] starts = new long[shape.slice(0, rank - 2).count()];
    for (int i = 0; i < starts.length; i++) {
      int left = i;
      for (int axis = rank - 3; axis >= 0; axis--) {
        starts[i] += (long) (left % shape.size(axis)) * strides[axis];
        left /= shape.size(axis);
      }
    }
    return new Matrices(starts, shape.size(-2) == 1 ? columns : strides[rank - 2]);
  }

  /** The same with the last two axes swapped. */
  View turned() {
    int rank = shape.rank();
    int[] axes = IntStream.range(0, rank).toArray();
    axes[rank - 2] = rank - 1;
    axes[rank - 1] = rank - 2;
    return permute(new Op.Permute(Ints.of(axes)));
  }

  private View broadcast(Shape to) {
    int[] changed = strides.clone();
    for (int i = 0; i < changed.length; i++) {
      if (shape.size(i) == 1 && to.size(i) != 1) {
        changed[i] = 0;
      }
    }
    return new View(base, to, offset, changed);
  }

  private View permute(Op.Permute o) {
    int[] sizes = new int[strides.length];
    int[] changed = new int[strides.length];
    for (int i = 0; i < changed.length; i++) {
      sizes[i] = shape.size(o.axes().get(i));
      changed[i] = strides[o.axes().get(i)];
    }
    return new View(base, Shape.of(sizes), offset, changed);
  }

  private View slice(Op.Slice o) {
    int start = offset;
    int[] changed = strides.clone();
    for (int i = 0; i < changed.length; i++) {
      start += o.start().get(i) * strides[i];
      changed[i] *= o.step().get(i);
    }
    return new View(base, Shape.of(o.size().toArray()), start, changed);
  }

  private View reverse(Op.Reverse o) {
    int start = offset;
    int[] changed = strides.clone();
    for (int axis : o.axes().toArray()) {
      start += Math.max(0, shape.size(axis) - 1) * strides[axis];
      changed[axis] = -strides[axis];
    }
    return new View(base, shape, start, changed);
  }

  /** The same elements under another shape, or null if one stride an axis cannot express it. */
  private View reshape(Shape to) {
    if (contiguous() || to.count() == 0) {
      return new View(base, to, offset, to.strides());
    }
    int[] changed = new int[to.rank()];
    int i = 0;
    int j = 0;
    // Match runs of axes of equal element count; a run of several input axes must be contiguous.
    while (i < shape.rank() || j < to.rank()) {
      int have = i < shape.rank() ? shape.size(i) : 1;
      int want = j < to.rank() ? to.size(j) : 1;
      int firstIn = i++;
      int firstOut = j++;
      while (have != want) {
        if (have < want) {
          if (i >= shape.rank()) {
            return null;
          }
          have *= shape.size(i++);
        } else {
          if (j >= to.rank()) {
            return null;
          }
          want *= to.size(j++);
        }
      }
      int stride = 0;
      int expected = -1;
      for (int k = Math.min(i, shape.rank()) - 1; k >= firstIn; k--) {
        if (shape.size(k) == 1) {
          continue;
        }
        if (expected == -1) {
          stride = strides[k];
        } else if (strides[k] != expected) {
          return null;
        }
        expected = strides[k] * shape.size(k);
      }
      for (int k = Math.min(j, to.rank()) - 1; k >= firstOut; k--) {
        changed[k] = stride;
        stride *= to.size(k);
      }
    }
    return new View(base, to, offset, changed);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof View that
        && base == that.base
        && offset == that.offset
        && shape.equals(that.shape)
        && Arrays.equals(strides, that.strides);
  }

  @Override
  public int hashCode() {
    return 31 * System.identityHashCode(base) + Arrays.hashCode(strides) + offset;
  }
}
