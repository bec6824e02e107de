package gradus.core.ir;

import gradus.core.shape.DType;
import gradus.core.shape.Ints;
import gradus.core.shape.Shape;
import gradus.core.shape.ShapeException;
import java.util.Arrays;
import java.util.List;

/** Shapes and types of results; the rules that inputs must keep. */
final class Typing {
  /** Shape and element type of a result. */
  record Type(Shape shape, DType type) {}

  private Typing() {}

  static Type infer(Op op, List<Node> in) {
    int arity = arity(op);
    if (in.size() != arity && arity >= 0) {
      require(false, op, "takes ", arity, " inputs; got ", in.size());
    }
    return switch (op) {
      case Op.Input o -> new Type(o.shape(), o.type());
      case Op.Constant o -> new Type(o.data().shape(), o.data().type());
      case Op.Fill o -> new Type(o.shape(), o.type());
      case Op.Iota o -> {
        o.shape().axis(o.axis());
        yield new Type(o.shape(), DType.I32);
      }
      case Op.Random o -> {
        require(
            in.get(0).type() == DType.I32 && in.get(0).shape().equals(Shape.of(2)),
            op,
            "takes a key of two ints; got ",
            new Kind(in.get(0)));
        yield new Type(o.shape(), DType.F32);
      }
      case Op.Unary o -> {
        floats(op, in.get(0));
        yield new Type(in.get(0).shape(), DType.F32);
      }
      case Op.Binary o -> new Type(paired(o, in.get(0), in.get(1)), DType.F32);
      case Op.Select o -> {
        floats(op, in.get(0));
        same(op, in.get(0), in.get(1));
        same(op, in.get(1), in.get(2));
        require(in.get(1).type() == in.get(2).type(), op, "branches must have one element type");
        yield new Type(in.get(1).shape(), in.get(1).type());
      }
      case Op.Convert o -> new Type(in.get(0).shape(), o.type());
      case Op.Reduce o -> {
        floats(op, in.get(0));
        yield new Type(in.get(0).shape().keep(o.axes().toArray()), DType.F32);
      }
      case Op.ArgMax o -> {
        floats(op, in.get(0));
        require(in.get(0).shape().size(o.axis()) > 0, op, "the axis is empty");
        yield new Type(in.get(0).shape().with(o.axis(), 1), DType.I32);
      }
      case Op.Reshape o -> {
        require(
            o.shape().count() == in.get(0).shape().count(),
            op,
            in.get(0).shape(),
            " has ",
            in.get(0).shape().count(),
            " elements, ",
            o.shape(),
            " has ",
            o.shape().count());
        yield new Type(o.shape(), in.get(0).type());
      }
      case Op.Permute o -> new Type(permuted(op, in.get(0).shape(), o.axes()), in.get(0).type());
      case Op.Slice o -> new Type(sliced(o, in.get(0).shape()), in.get(0).type());
      case Op.Pad o -> new Type(padded(o, in.get(0).shape()), in.get(0).type());
      case Op.Broadcast o -> {
        Shape from = in.get(0).shape();
        require(
            from.rank() == o.shape().rank(), op, from, " to ", o.shape(), ": ranks must be equal");
        for (int i = 0; i < from.rank(); i++) {
          require(
              from.size(i) == 1 || from.size(i) == o.shape().size(i),
              op,
              from,
              " to ",
              o.shape(),
              ": axis ",
              i,
              " must be 1 or equal");
        }
        yield new Type(o.shape(), in.get(0).type());
      }
      case Op.Concat o -> new Type(joined(op, in, o.axis()), in.get(0).type());
      case Op.Reverse o -> {
        for (int axis : o.axes().toArray()) {
          in.get(0).shape().axis(axis);
        }
        yield new Type(in.get(0).shape(), in.get(0).type());
      }
      case Op.MatMul o -> new Type(product(o, in.get(0), in.get(1)), DType.F32);
      case Op.Convolution o -> new Type(convolved(o, in.get(0), in.get(1)), DType.F32);
      case Op.ConvolutionInput o -> new Type(o.x(), DType.F32);
      case Op.ConvolutionKernel o -> new Type(o.kernel(), DType.F32);
      case Op.PoolIndex o -> {
        floats(op, in.get(0));
        yield new Type(pooled(o, in.get(0).shape()), DType.I32);
      }
      case Op.Gather o -> {
        Shape x = in.get(0).shape();
        Shape index = in.get(1).shape();
        ints(op, in.get(1));
        require(x.rank() == index.rank(), op, "x ", x, " and index ", index, " must have one rank");
        for (int i = 0; i < x.rank(); i++) {
          require(
              i == o.axis() || x.size(i) == index.size(i),
              op,
              "x ",
              x,
              " and index ",
              index,
              " must agree off axis ",
              o.axis());
        }
        yield new Type(index, in.get(0).type());
      }
      case Op.Scatter o -> {
        ints(op, in.get(1));
        floats(op, in.get(0));
        same(op, in.get(0), in.get(1));
        yield new Type(in.get(0).shape().with(o.axis(), o.size()), DType.F32);
      }
      case Op.GatherRows o -> {
        ints(op, in.get(1));
        require(
            in.get(0).shape().rank() == 2 && in.get(1).shape().rank() == 1,
            op,
            "takes a table [rows, width] and ids [n]; got ",
            in.get(0).shape(),
            ", ",
            in.get(1).shape());
        yield new Type(Shape.of(in.get(1).shape().size(0), in.get(0).shape().size(1)), DType.F32);
      }
      case Op.ScatterRows o -> {
        ints(op, in.get(1));
        require(
            in.get(0).shape().rank() == 2
                && in.get(1).shape().rank() == 1
                && in.get(0).shape().size(0) == in.get(1).shape().size(0),
            op,
            "takes updates [n, width] and ids [n]; got ",
            in.get(0).shape(),
            ", ",
            in.get(1).shape());
        yield new Type(Shape.of(o.rows(), in.get(0).shape().size(1)), DType.F32);
      }
      case Op.SortIndex o -> {
        floats(op, in.get(0));
        require(in.get(0).shape().rank() > 0, op, "takes a rank of 1 or more");
        yield new Type(in.get(0).shape(), DType.I32);
      }
      case Op.Custom o -> new Type(in.get(0).shape(), in.get(0).type());
      case Op.Barrier o -> new Type(in.get(0).shape(), in.get(0).type());
    };
  }

  private static int arity(Op op) {
    return switch (op) {
      case Op.Input _, Op.Constant _, Op.Fill _, Op.Iota _ -> 0;
      case Op.Random _,
          Op.Unary _,
          Op.Convert _,
          Op.Reduce _,
          Op.ArgMax _,
          Op.Reshape _,
          Op.Permute _,
          Op.Slice _,
          Op.Pad _,
          Op.Broadcast _,
          Op.Reverse _,
          Op.PoolIndex _,
          Op.SortIndex _ ->
          1;
      case Op.Binary _,
          Op.MatMul _,
          Op.Convolution _,
          Op.ConvolutionInput _,
          Op.ConvolutionKernel _,
          Op.Gather _,
          Op.Scatter _,
          Op.GatherRows _,
          Op.ScatterRows _,
          Op.Barrier _ ->
          2;
      case Op.Select _ -> 3;
      case Op.Concat _, Op.Custom _ -> -1;
    };
  }

  private static Shape paired(Op.Binary o, Node a, Node b) {
    same(o, a, b);
    if (a.type() != b.type()) {
      require(false, o, "element types must be equal; got ", new Kind(a), " and ", new Kind(b));
    }
    if (a.type() != DType.F32 && !o.function().takesInts()) {
      require(false, o, "takes floats; got ", new Kind(a), "; convert first");
    }
    return a.shape();
  }

  private static Shape permuted(Op op, Shape from, Ints axes) {
    int[] sorted = axes.toArray();
    Arrays.sort(sorted);
    require(
        Arrays.equals(sorted, from.axes()),
        op,
        "axes ",
        axes,
        " must be each axis of ",
        from,
        " once");
    int[] sizes = new int[axes.size()];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = from.size(axes.get(i));
    }
    return Shape.of(sizes);
  }

  private static Shape sliced(Op.Slice o, Shape from) {
    require(
        o.start().size() == from.rank()
            && o.size().size() == from.rank()
            && o.step().size() == from.rank(),
        o,
        "needs start, size and step for each axis of ",
        from);
    for (int i = 0; i < from.rank(); i++) {
      int last = o.start().get(i) + (o.size().get(i) - 1) * o.step().get(i);
      require(
          o.step().get(i) > 0
              && o.start().get(i) >= 0
              && (o.size().get(i) == 0 || last < from.size(i)),
          o,
          "axis ",
          i,
          " of ",
          from,
          ": start ",
          o.start().get(i),
          ", size ",
          o.size().get(i),
          ", step ",
          o.step().get(i),
          " leave the axis");
    }
    return Shape.of(o.size().toArray());
  }

  private static Shape padded(Op.Pad o, Shape from) {
    require(
        o.before().size() == from.rank()
            && o.after().size() == from.rank()
            && o.inner().size() == from.rank(),
        o,
        "needs before, after and inner for each axis of ",
        from);
    int[] sizes = from.sizes();
    for (int i = 0; i < sizes.length; i++) {
      require(
          o.before().get(i) >= 0 && o.after().get(i) >= 0 && o.inner().get(i) >= 0,
          o,
          "amounts must be 0 or more");
      sizes[i] =
          o.before().get(i)
              + o.after().get(i)
              + sizes[i]
              + Math.max(0, sizes[i] - 1) * o.inner().get(i);
    }
    return Shape.of(sizes);
  }

  private static Shape joined(Op op, List<Node> in, int axis) {
    require(!in.isEmpty(), op, "needs an input");
    Shape first = in.get(0).shape();
    int size = 0;
    for (Node node : in) {
      require(node.type() == in.get(0).type(), op, "inputs must have one element type");
      require(
          node.shape().rank() == first.rank()
              && node.shape().with(axis, 1).equals(first.with(axis, 1)),
          op,
          "got ",
          first,
          " and ",
          node.shape(),
          "; they must agree off axis ",
          axis);
      size += node.shape().size(axis);
    }
    return first.with(axis, size);
  }

  private static Shape product(Op.MatMul o, Node a, Node b) {
    floats(o, a);
    floats(o, b);
    int rank = a.shape().rank();
    require(
        rank >= 2
            && b.shape().rank() == rank
            && a.shape().slice(0, rank - 2).equals(b.shape().slice(0, rank - 2)),
        o,
        "got ",
        a.shape(),
        " and ",
        b.shape(),
        "; leading axes must be equal");
    int m = a.shape().size(o.transposeA() ? -1 : -2);
    int k = a.shape().size(o.transposeA() ? -2 : -1);
    int inner = b.shape().size(o.transposeB() ? -1 : -2);
    int n = b.shape().size(o.transposeB() ? -2 : -1);
    require(
        k == inner,
        o,
        "got ",
        a.shape(),
        " × ",
        b.shape(),
        "; inner sizes ",
        k,
        " and ",
        inner,
        " must match");
    return a.shape().slice(0, rank - 2).plus(m, n);
  }

  private static Shape convolved(Op.Convolution o, Node x, Node kernel) {
    floats(o, x);
    floats(o, kernel);
    int space = o.window().rank();
    require(
        x.shape().rank() == space + 2 && kernel.shape().rank() == space + 2,
        o,
        "got x ",
        x.shape(),
        " and kernel ",
        kernel.shape(),
        "; both need rank ",
        (space + 2),
        " ([batch, space.., channels] and [kernel.., in / groups, out])");
    int in = x.shape().size(-1);
    int out = kernel.shape().size(-1);
    require(
        kernel.shape().size(-2) * o.groups() == in,
        o,
        "x has ",
        in,
        " channels, the kernel takes ",
        kernel.shape().size(-2),
        " × ",
        o.groups(),
        " groups; they must match");
    require(
        out % o.groups() == 0,
        o,
        out,
        " output channels must be a multiple of ",
        o.groups(),
        " groups");
    int[] sizes = x.shape().sizes();
    for (int i = 0; i < space; i++) {
      sizes[i + 1] = o.window().outputSize(i, sizes[i + 1], kernel.shape().size(i));
      require(
          sizes[i + 1] > 0,
          o,
          "kernel ",
          kernel.shape(),
          " does not fit into x ",
          x.shape(),
          " along axis ",
          (i + 1),
          "; use padding or a smaller kernel");
    }
    sizes[space + 1] = out;
    return Shape.of(sizes);
  }

  private static Shape pooled(Op.PoolIndex o, Shape x) {
    int space = o.window().rank();
    require(
        x.rank() == space + 2,
        o,
        "got x ",
        x,
        "; needs rank ",
        (space + 2),
        " [batch, space.., channels]");
    int[] sizes = x.sizes();
    for (int i = 0; i < space; i++) {
      sizes[i + 1] = o.window().outputSize(i, sizes[i + 1], o.size().get(i));
      require(
          sizes[i + 1] > 0,
          o,
          "window ",
          o.size(),
          " does not fit into x ",
          x,
          "; use a smaller window");
    }
    return Shape.of(sizes);
  }

  private static void floats(Op op, Node node) {
    if (node.type() != DType.F32) {
      require(false, op, "takes floats; got ", new Kind(node));
    }
  }

  private static void ints(Op op, Node node) {
    require(node.type() == DType.I32, op, "takes an int index; got ", new Kind(node));
  }

  private static void same(Op op, Node a, Node b) {
    if (!a.shape().equals(b.shape())) {
      require(false, op, "got ", a.shape(), " and ", b.shape(), "; shapes must be equal");
    }
  }

  /** A node in an error, as its type and shape. */
  private record Kind(Node node) {
    @Override
    public String toString() {
      return node.type() + " " + node.shape();
    }
  }

  /** The words become text only if the condition does not hold: nodes are made by the thousand. */
  private static void require(boolean holds, Op op, Object... words) {
    if (!holds) {
      StringBuilder message = new StringBuilder(op.title()).append(": ");
      for (Object word : words) {
        message.append(word);
      }
      throw new ShapeException(message.toString());
    }
  }
}
