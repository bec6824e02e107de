package gradus.core.compile;

import gradus.core.cpu.ArgMax;
import gradus.core.cpu.Convolution;
import gradus.core.cpu.Copy;
import gradus.core.cpu.Cpu;
import gradus.core.cpu.Fill;
import gradus.core.cpu.Gather;
import gradus.core.cpu.GatherRows;
import gradus.core.cpu.Gemm;
import gradus.core.cpu.Geometry;
import gradus.core.cpu.Kernel;
import gradus.core.cpu.Place;
import gradus.core.cpu.Pooling;
import gradus.core.cpu.Scatter;
import gradus.core.cpu.ScatterRows;
import gradus.core.cpu.Sort;
import gradus.core.cpu.Tap;
import gradus.core.cpu.Tile;
import gradus.core.ir.Node;
import gradus.core.ir.Op;
import gradus.core.shape.DType;
import gradus.core.shape.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The kernels of operations that are not elementwise. */
final class Roots {
  private final Cpu cpu;
  private final Lowering lowering;

  Roots(Cpu cpu, Lowering lowering) {
    this.cpu = cpu;
    this.lowering = lowering;
  }

  /**
   * The scratch memory of a root, in bytes.
   *
   * @param followed whether a tile follows the product
   */
  long scratchBytes(Node root, boolean followed) {
    return switch (root.op()) {
      case Op.MatMul o -> gemm(o, root).scratchBytes(cpu, followed);
      case Op.Convolution o ->
          Convolution.forwardScratchBytes(
              cpu, geometry(o.window(), o.groups(), root.input(0).shape(), root.input(1).shape()));
      case Op.ConvolutionInput o ->
          Convolution.inputGradientScratchBytes(
              cpu, geometry(o.window(), o.groups(), o.x(), root.input(1).shape()));
      case Op.ConvolutionKernel o ->
          Convolution.kernelGradientScratchBytes(
              cpu, geometry(o.window(), o.groups(), root.input(0).shape(), o.kernel()));
      case Op.SortIndex _ -> Sort.scratchBytes(rows(root.shape()), root.shape().size(-1));
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
          Op.Reshape _,
          Op.Permute _,
          Op.Slice _,
          Op.Pad _,
          Op.Broadcast _,
          Op.Concat _,
          Op.Reverse _,
          Op.PoolIndex _,
          Op.Gather _,
          Op.Scatter _,
          Op.GatherRows _,
          Op.ScatterRows _,
          Op.Custom _,
          Op.Barrier _ ->
          0;
    };
  }

  /** The kernels of a root; the tile is what follows a product, or null. */
  List<Kernel> make(Node root, Step.Addresses at, long scratch, Tile tile) {
    long y = at.of(root);
    Shape shape = root.shape();
    return switch (root.op()) {
      case Op.MatMul o ->
          List.of(gemm(o, root).kernel(cpu, in(root, 0, at), in(root, 1, at), y, tile, scratch));
      case Op.Convolution o ->
          List.of(
              Convolution.forward(
                  cpu,
                  geometry(o.window(), o.groups(), root.input(0).shape(), root.input(1).shape()),
                  in(root, 0, at),
                  in(root, 1, at),
                  y,
                  tile,
                  scratch));
      case Op.ConvolutionInput o ->
          List.of(
              Convolution.inputGradient(
                  cpu,
                  geometry(o.window(), o.groups(), o.x(), root.input(1).shape()),
                  in(root, 0, at),
                  in(root, 1, at),
                  y,
                  tile,
                  scratch));
      case Op.ConvolutionKernel o ->
          List.of(
              Convolution.kernelGradient(
                  cpu,
                  geometry(o.window(), o.groups(), root.input(0).shape(), o.kernel()),
                  in(root, 0, at),
                  in(root, 1, at),
                  y,
                  scratch));
      case Op.Fill o ->
          List.of(
              Fill.of(
                  o.type() == DType.F32
                      ? Float.floatToRawIntBits((float) o.value())
                      : (int) o.value(),
                  shape.count(),
                  y));
      case Op.Iota o ->
          List.of(Fill.iota(shape.count(), shape.size(o.axis()), shape.strides()[o.axis()], y));
      case Op.ArgMax o -> {
        Shape x = root.input(0).shape();
        yield List.of(
            new ArgMax(
                outer(x, o.axis()), x.size(o.axis()), inner(x, o.axis()), in(root, 0, at), y));
      }
      case Op.PoolIndex _ -> {
        Node maxima = lowering.follower(root);
        yield Pooling.maxima(
            cpu,
            Pools.geometry(root),
            in(root, 0, at),
            lowering.isStored(root) ? y : Pooling.NOWHERE,
            maxima == null ? Pooling.NOWHERE : at.of(maxima));
      }
      case Op.Gather o -> {
        Shape x = root.input(0).shape();
        yield List.of(
            new Gather(
                outer(x, o.axis()),
                x.size(o.axis()),
                inner(x, o.axis()),
                shape.size(o.axis()),
                in(root, 0, at),
                in(root, 1, at),
                y));
      }
      case Op.Scatter o -> {
        Shape x = root.input(0).shape();
        Node pool = Pools.passedBy(root);
        if (pool != null) {
          yield List.of(
              Pooling.gradient(cpu, Pools.geometry(pool), in(root, 1, at), in(root, 0, at), y));
        }
        yield List.of(
            new Scatter(
                outer(x, o.axis()),
                o.size(),
                inner(x, o.axis()),
                x.size(o.axis()),
                in(root, 1, at),
                in(root, 0, at),
                y,
                false));
      }
      case Op.GatherRows _ -> {
        Shape table = root.input(0).shape();
        yield List.of(
            new GatherRows(
                table.size(0), table.size(1), shape.size(0), in(root, 0, at), in(root, 1, at), y));
      }
      case Op.ScatterRows o ->
          List.of(
              new ScatterRows(
                  o.rows(),
                  shape.size(1),
                  root.input(0).shape().size(0),
                  in(root, 1, at),
                  in(root, 0, at),
                  y,
                  false));
      case Op.SortIndex o ->
          List.of(
              new Sort(rows(shape), shape.size(-1), o.descending(), in(root, 0, at), y, scratch));
      case Op.Pad o -> pad(root, o, at, y);
      case Op.Concat o -> concat(root, o, at, y);
      case Op.Reshape _ -> List.of(copy(View.of(root.input(0)), at, y));
      case Op.Permute _, Op.Slice _, Op.Broadcast _, Op.Reverse _, Op.Custom _, Op.Barrier _ ->
          List.of(copy(View.of(root), at, y));
      case Op.Input _,
          Op.Constant _,
          Op.Random _,
          Op.Unary _,
          Op.Binary _,
          Op.Select _,
          Op.Convert _,
          Op.Reduce _ ->
          throw new IllegalStateException(root + " is not a root");
    };
  }

  /** What follows a product, and puts parts of its results aside. */
  static Tile tap(Group group, Step.Addresses at, Tile rest) {
    Tile tile = rest;
    for (Node part : group.taps()) {
      Tap tap = tap(part, at);
      // What follows may write over the product itself.
      tile = tile == null ? tap : part.input(0) == group.root() ? tap.then(tile) : tile.then(tap);
    }
    return tile;
  }

  private static Tap tap(Node part, Step.Addresses at) {
    Op.Slice slice = (Op.Slice) part.op();
    Shape whole = part.input(0).shape();
    int last = whole.rank() - 1;
    int[] strides = whole.slice(0, last).strides();
    int[] rows = new int[part.shape().slice(0, last).count()];
    for (int i = 0; i < rows.length; i++) {
      int left = i;
      for (int axis = last - 1; axis >= 0; axis--) {
        int place = left % slice.size().get(axis);
        rows[i] += (slice.start().get(axis) + place * slice.step().get(axis)) * strides[axis];
        left /= slice.size().get(axis);
      }
    }
    return new Tap(
        at.of(part.input(0)),
        whole.size(last),
        rows,
        slice.start().get(last),
        slice.step().get(last),
        slice.size().get(last),
        at.of(part));
  }

  private long in(Node root, int position, Step.Addresses at) {
    View view = lowering.buffer(root.input(position));
    return at.of(view.base()) + 4L * view.offset();
  }

  private static Kernel copy(View view, Step.Addresses at, long y) {
    long[] strides = Arrays.stream(view.strides()).asLongStream().toArray();
    return new Copy(view.shape().sizes(), strides, at.of(view.base()) + 4L * view.offset(), y);
  }

  private static Kernel place(View view, int[] strides, Step.Addresses at, long target) {
    return new Place(
        view.shape().sizes(),
        view.strides(),
        strides,
        at.of(view.base()) + 4L * view.offset(),
        target);
  }

  private static List<Kernel> pad(Node root, Op.Pad o, Step.Addresses at, long y) {
    int[] to = root.shape().strides();
    int[] strides = new int[to.length];
    long start = 0;
    for (int i = 0; i < to.length; i++) {
      strides[i] = to[i] * (o.inner().get(i) + 1);
      start += (long) o.before().get(i) * to[i];
    }
    int bits =
        root.type() == DType.F32 ? Float.floatToRawIntBits((float) o.value()) : (int) o.value();
    return List.of(
        Fill.of(bits, root.shape().count(), y),
        place(View.of(root.input(0)), strides, at, y + 4 * start));
  }

  private static List<Kernel> concat(Node root, Op.Concat o, Step.Addresses at, long y) {
    List<Kernel> kernels = new ArrayList<>();
    int[] strides = root.shape().strides();
    long start = 0;
    for (Node input : root.inputs()) {
      kernels.add(place(View.of(input), strides, at, y + 4 * start));
      start += (long) input.shape().size(o.axis()) * strides[o.axis()];
    }
    return kernels;
  }

  private Gemm gemm(Op.MatMul o, Node root) {
    View a = lowering.buffer(root.input(0));
    View b = lowering.buffer(root.input(1));
    boolean turnA = a.matrices() == null;
    boolean turnB = b.matrices() == null;
    Shape y = root.shape();
    return new Gemm(
        y.slice(0, y.rank() - 2).count(),
        y.size(-2),
        y.size(-1),
        a.shape().size(o.transposeA() ? -2 : -1),
        o.transposeA() != turnA,
        o.transposeB() != turnB,
        (turnA ? a.turned() : a).matrices(),
        (turnB ? b.turned() : b).matrices());
  }

  private static Geometry geometry(Op.Window window, int groups, Shape x, Shape kernel) {
    return Geometry.of(
        x.size(0),
        space(x),
        x.size(-1),
        kernel.size(-1),
        kernel.slice(0, kernel.rank() - 2).sizes(),
        window.stride().toArray(),
        window.before().toArray(),
        window.after().toArray(),
        window.dilation().toArray(),
        groups);
  }

  private static int[] space(Shape x) {
    return x.slice(1, x.rank() - 1).sizes();
  }

  private static int rows(Shape shape) {
    return shape.slice(0, shape.rank() - 1).count();
  }

  private static int outer(Shape shape, int axis) {
    return shape.slice(0, axis).count();
  }

  private static int inner(Shape shape, int axis) {
    return shape.slice(axis + 1, shape.rank()).count();
  }
}
