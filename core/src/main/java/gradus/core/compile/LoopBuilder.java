package gradus.core.compile;

import gradus.core.ir.Node;
import gradus.core.ir.Op;
import gradus.core.shape.DType;
import gradus.core.shape.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** From the elementwise and reducing members of a group to a loop nest with its operands. */
final class LoopBuilder {
  /**
   * An operand's node (null if counted), first element and strides in elements along the domain.
   */
  record Access(Node base, int offset, int[] strides, DType type, boolean counted) {}

  private final Group group;
  private final Shape domain;
  private final Set<Node> own;
  private final List<Access> accesses = new ArrayList<>();
  private final Map<Object, Integer> accessIndex = new HashMap<>();
  private final List<LoopSpec.Value> values = new ArrayList<>();
  private final Map<Object, Integer> valueIndex = new LinkedHashMap<>();
  private final List<LoopSpec.Store> stores = new ArrayList<>();

  private LoopBuilder(Group group) {
    this.group = group;
    this.domain = group.domain();
    this.own = new HashSet<>(group.members());
    if (group.root() != null) {
      own.remove(group.root());
    }
  }

  /** The nest that computes a group's members and stores those that pass the test. */
  static Loop build(Group group, Predicate<Node> stored) {
    LoopBuilder builder = new LoopBuilder(group);
    for (Node member : group.members()) {
      if (member != group.root()) {
        int value = builder.member(member);
        if (stored.test(member)) {
          builder.store(member, value);
        }
      }
    }
    return Loop.of(group, builder.accesses, builder.values, builder.stores);
  }

  private boolean row(Node node) {
    return group.level(node) == Group.Level.ROW;
  }

  private int member(Node node) {
    Integer known = valueIndex.get(node);
    if (known != null) {
      return known;
    }
    boolean row = row(node);
    LoopSpec.Value value =
        switch (node.op()) {
          case Op.Unary o -> new LoopSpec.Unary(o.function(), read(node, 0, row), row);
          case Op.Binary o ->
              new LoopSpec.Binary(
                  o.function(),
                  read(node, 0, row),
                  read(node, 1, row),
                  node.input(0).type() == DType.I32,
                  row);
          case Op.Select _ ->
              new LoopSpec.Select(read(node, 0, row), read(node, 1, row), read(node, 2, row), row);
          case Op.Convert o ->
              new LoopSpec.Convert(read(node, 0, row), node.input(0).type(), o.type(), row);
          case Op.Random o ->
              new LoopSpec.Random(
                  count(node.shape(), node.shape().strides(), row), key(node), o.salt(), row);
          case Op.Reduce o -> new LoopSpec.Reduce(o.kind(), read(node, 0, false));
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
              throw new IllegalStateException(node + " is not elementwise");
        };
    return put(node, value);
  }

  private int put(Object key, LoopSpec.Value value) {
    values.add(value);
    valueIndex.put(key, values.size() - 1);
    return values.size() - 1;
  }

  /** The value of an input: another member, a number, a count or a load. */
  private int read(Node node, int position, boolean row) {
    View view = View.of(node.input(position));
    Node base = view.base();
    if (own.contains(base)) {
      return member(base);
    }
    if (base.op() instanceof Op.Fill fill) {
      LoopSpec.Number number = new LoopSpec.Number(fill.type(), fill.value(), row);
      Integer known = valueIndex.get(number);
      return known != null ? known : put(number, number);
    }
    if (base.op() instanceof Op.Iota iota && view.identity()) {
      int[] strides = new int[base.shape().rank()];
      strides[iota.axis()] = 1;
      return count(base.shape(), strides, row);
    }
    Access access =
        new Access(base, view.offset(), spread(view.shape(), view.strides()), base.type(), false);
    int operand = operand(List.of(view, row), access);
    return load(operand, row);
  }

  private int load(int operand, boolean row) {
    LoopSpec.Load load = new LoopSpec.Load(operand, row);
    Integer known = valueIndex.get(load);
    return known != null ? known : put(load, load);
  }

  private int count(Shape shape, int[] strides, boolean row) {
    Access access = new Access(null, 0, spread(shape, strides), DType.I32, true);
    return load(operand(List.of("count", Arrays.toString(access.strides())), access), row);
  }

  private int key(Node node) {
    View view = View.of(node.input(0));
    Access access =
        new Access(view.base(), view.offset(), new int[domain.rank()], DType.I32, false);
    return operand(List.of("key", view), access);
  }

  private void store(Node node, int value) {
    int[] strides = spread(node.shape(), node.shape().strides());
    int operand = operand(node, new Access(node, 0, strides, node.type(), false));
    stores.add(new LoopSpec.Store(value, operand, row(node)));
  }

  private int operand(Object key, Access access) {
    return accessIndex.computeIfAbsent(
        key,
        _ -> {
          accesses.add(access);
          return accesses.size() - 1;
        });
  }

  /** Strides along the domain: none along axes of size 1 in the shape. */
  private int[] spread(Shape shape, int[] strides) {
    int[] along = new int[domain.rank()];
    for (int i = 0; i < along.length; i++) {
      along[i] = shape.size(i) == 1 ? 0 : strides[i];
    }
    return along;
  }
}
