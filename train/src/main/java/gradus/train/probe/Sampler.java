package gradus.train.probe;

import gradus.core.ir.Node;
import gradus.core.ir.Op;
import gradus.core.shape.Ints;
import gradus.core.shape.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the graph of some elements of a value, without the others: a sample of a sum is the sum of
 * samples, a sample of a gradient {@code xᵀ δ} takes some columns of x and some of δ. So what a
 * step computes in passing, and never stores, can be measured for little.
 */
final class Sampler {
  /** A value spread over so many times its size is computed anyway, as a whole. */
  private static final int SPREAD = 8;

  private final Map<Key, Node> made = new HashMap<>();
  private final Stored stored;

  /**
   * A sampler of values of a step.
   *
   * @param stored those that need not be computed again
   */
  Sampler(Stored stored) {
    this.stored = stored;
  }

  private record Key(Node node, Grid grid) {}

  /**
   * Which elements: along axis i that at {@code start[i]}, and then every {@code step[i]}-th,
   * {@code size[i]} in all.
   */
  record Grid(Ints start, Ints size, Ints step) {
    /** From the first element on. */
    Grid(Ints size, Ints step) {
      this(Ints.repeat(0, size.size()), size, step);
    }

    Shape shape() {
      return Shape.of(size.toArray());
    }

    /** Whether the elements along an axis are the first ones. */
    boolean beginsAlong(int axis) {
      return start.get(axis) == 0 && step.get(axis) == 1;
    }

    /** How many neighbours along the last axis are elements together. */
    int run() {
      int last = size.size() - 1;
      return last >= 0 && step.get(last) == 1 ? Math.max(1, size.get(last)) : 1;
    }

    /** The positions of the first of each run in a value of a shape, in row-major order. */
    int[] runs(Shape of) {
      int[] positions = new int[shape().count() / run()];
      for (int i = 0; i < positions.length; i++) {
        int left = i * run();
        int stride = 1;
        for (int axis = size.size() - 1; axis >= 0; axis--) {
          positions[i] += (start.get(axis) + left % size.get(axis) * step.get(axis)) * stride;
          left /= size.get(axis);
          stride *= of.size(axis);
        }
      }
      return positions;
    }
  }

  /**
   * These elements of a value, wanted for themselves alone: a product puts them aside in passing.
   */
  Node part(Node node, Grid grid) {
    boolean product =
        node.op() instanceof Op.MatMul && node.shape().rank() == 2
            || node.op() instanceof Op.Convolution;
    return product && !node.shape().equals(grid.shape()) ? slice(node, grid) : sample(node, grid);
  }

  /** These elements of a value. */
  Node sample(Node node, Grid grid) {
    if (node.shape().equals(grid.shape())) {
      return node;
    }
    Node known = made.get(new Key(node, grid));
    if (known == null) {
      known = make(node, grid);
      made.put(new Key(node, grid), known);
    }
    return known;
  }

  /** Takes these elements from memory now, before the step may change them. */
  void take(Node node, Grid grid) {
    made.put(new Key(node, grid), slice(node, grid));
  }

  private Node make(Node node, Grid grid) {
    if (stored.contains(node)) {
      return slice(node, grid);
    }
    return switch (node.op()) {
      case Op.Unary _, Op.Binary _, Op.Select _, Op.Convert _ ->
          node.with(node.inputs().stream().map(input -> sample(input, grid)).toList());
      case Op.Fill fill -> Node.of(new Op.Fill(grid.shape(), fill.type(), fill.value()));
      case Op.Iota iota when grid.beginsAlong(iota.axis()) ->
          Node.of(new Op.Iota(grid.shape(), iota.axis()));
      case Op.Broadcast _ -> broadcast(node, grid);
      case Op.Convolution _ -> convolution(node, grid);
      case Op.MatMul product when node.shape().rank() == 2 && isCheap(product) ->
          product(node, product, grid);
      default -> slice(node, grid);
    };
  }

  private static Node slice(Node node, Grid grid) {
    return Node.of(new Op.Slice(grid.start(), grid.size(), grid.step()), node);
  }

  private Node broadcast(Node node, Grid grid) {
    Node from = node.input(0);
    int[] start = grid.start().toArray();
    int[] size = grid.size().toArray();
    int[] step = grid.step().toArray();
    for (int axis = 0; axis < size.length; axis++) {
      if (from.shape().size(axis) == 1) {
        start[axis] = 0;
        size[axis] = 1;
        step[axis] = 1;
      }
    }
    Grid part = new Grid(Ints.of(start), Ints.of(size), Ints.of(step));
    boolean small = from.shape().count() * SPREAD <= node.shape().count();
    Node some =
        small && !made.containsKey(new Key(from, part)) ? slice(from, part) : sample(from, part);
    return Node.of(new Op.Broadcast(grid.shape()), some);
  }

  /** The few examples of the sample once more: less than storing all that an epilogue consumes. */
  private Node convolution(Node node, Grid grid) {
    int examples = grid.size().get(0);
    if (examples == node.shape().size(0)) {
      return slice(node, grid);
    }
    Node x = node.input(0);
    int[] size = x.shape().sizes();
    size[0] = examples;
    Node some = sample(x, new Grid(Ints.of(size), Ints.repeat(1, size.length)));
    return slice(Node.of(node.op(), List.of(some, node.input(1))), grid);
  }

  /**
   * Whether rows or columns of both factors are enough, which lie in memory in long stretches: of
   * the gradient of a weight, and of that of a layer's input.
   */
  private static boolean isCheap(Op.MatMul product) {
    return product.transposeA() || product.transposeB();
  }

  private static Node product(Node node, Op.MatMul product, Grid grid) {
    return Node.of(
        product,
        List.of(
            along(node.input(0), product.transposeA() ? 1 : 0, grid, 0),
            along(node.input(1), product.transposeB() ? 0 : 1, grid, 1)));
  }

  /** Some places of one axis, chosen as the grid does along an axis of its own. */
  private static Node along(Node node, int axis, Grid grid, int of) {
    int[] size = node.shape().sizes();
    int[] start = new int[size.length];
    int[] step = Ints.repeat(1, size.length).toArray();
    start[axis] = grid.start().get(of);
    size[axis] = grid.size().get(of);
    step[axis] = grid.step().get(of);
    return slice(node, new Grid(Ints.of(start), Ints.of(size), Ints.of(step)));
  }

  /**
   * About so many elements of a parameter: all of its leading axes, a stretch in the middle of the
   * last two (neighbours in memory cost least).
   */
  static Grid ofParameter(Shape shape, int about) {
    int[] size = shape.sizes();
    int[] start = new int[size.length];
    int rank = size.length;
    double surplus = shape.count() / (double) about;
    for (int axis = Math.max(0, rank - 2); axis < rank && surplus > 1; axis++) {
      int all = Math.max(1, size[axis]);
      int kept = Math.clamp(Math.round(all / Math.pow(surplus, 1.0 / (rank - axis))), 1, all);
      start[axis] = (all - kept) / 2;
      size[axis] = kept;
      surplus *= kept / (double) all;
    }
    return new Grid(Ints.of(start), Ints.of(size), Ints.repeat(1, rank));
  }

  /**
   * About so many elements of a signal [batch, .., features]: the first examples, and of each some
   * positions and some features.
   *
   * @param features whether all features are wanted
   */
  static Grid ofSignal(Shape shape, int examples, int about, boolean features) {
    int[] size = shape.sizes();
    int[] step = Ints.repeat(1, size.length).toArray();
    int rank = size.length;
    if (rank > 0) {
      size[0] = Math.min(size[0], examples);
    }
    int last = features ? rank - 1 : rank;
    double surplus = Shape.of(size).count() / (double) about;
    for (int axis = 1; axis < last && surplus > 1; axis++) {
      int left = last - axis;
      int wanted = (int) Math.ceil(Math.pow(surplus, 1.0 / left));
      step[axis] = Math.min(Math.max(1, size[axis]), apart(wanted));
      size[axis] = (size[axis] + step[axis] - 1) / step[axis];
      surplus /= step[axis];
    }
    return new Grid(Ints.of(size), Ints.of(step));
  }

  /** The next step without a factor 2 or 3, so that it falls on all places of a pooling window. */
  private static int apart(int step) {
    int next = step;
    while (next > 1 && (next % 2 == 0 || next % 3 == 0)) {
      next++;
    }
    return next;
  }
}
