package gradus.bench;

import gradus.bench.KernelCase.Traced;
import gradus.core.compile.Compiler;
import gradus.core.grad.Gradients;
import gradus.core.ir.Graph;
import gradus.core.ir.Node;
import gradus.core.ir.Op;
import gradus.core.shape.DType;
import gradus.core.shape.Ints;
import gradus.core.shape.Shape;
import gradus.core.tensor.Key;
import gradus.core.tensor.Tensor;
import gradus.nn.Layer;
import gradus.nn.Trace;
import gradus.nn.activation.Softmax;
import gradus.nn.layer.BatchNorm;
import gradus.nn.layer.LayerNorm;
import gradus.nn.optim.Adam;
import gradus.nn.optim.Optimizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The kernels that are timed alone, in the order they are shown. */
final class KernelCases {
  private static final int BATCH = 32;

  /** All of them. */
  static final List<KernelCase> ALL = all();

  private KernelCases() {}

  /** The case of that name. */
  static KernelCase of(String name) {
    return ALL.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  private static List<KernelCase> all() {
    List<KernelCase> all = new ArrayList<>();
    for (int side : new int[] {32, 128, 512, 1024, 2048}) {
      all.add(gemm(side, side, side));
    }
    all.add(gemm(128, 784, 512));
    all.add(gemm(128, 256, 10));
    convolution(all, 32, 3, 3, 16);
    convolution(all, 32, 3, 16, 16);
    convolution(all, 16, 3, 32, 32);
    convolution(all, 8, 3, 64, 64);
    convolution(all, 14, 5, 32, 64);
    layer(all, "softmax", new Softmax(-1), Shape.of(128, 10), Shape.of(4096, 1000));
    layer(all, "layer_norm", LayerNorm.of(), Shape.of(128, 256), Shape.of(8192, 1024));
    layer(all, "batch_norm", BatchNorm.of(), Shape.of(128, 256), Shape.of(128, 32, 32, 64));
    for (int size : new int[] {1_000, 100_000, 10_000_000}) {
      all.add(adam(size));
    }
    return List.copyOf(all);
  }

  private static KernelCase gemm(int m, int k, int n) {
    return new KernelCase(
        "gemm " + m + "x" + k + "x" + n,
        () -> free(floats("a", Shape.of(m, k)).matmul(floats("b", Shape.of(k, n)))));
  }

  private static void convolution(List<KernelCase> all, int side, int taps, int in, int out) {
    Shape x = Shape.of(BATCH, side, side, in);
    Shape kernel = Shape.of(taps, taps, in, out);
    Ints half = Ints.repeat(taps / 2, 2);
    Op.Window window = new Op.Window(Ints.repeat(1, 2), half, half, Ints.repeat(1, 2));
    String size = " " + taps + "x" + taps + " " + in + "->" + out + " " + side + "x" + side;
    all.add(new KernelCase("conv" + size, () -> free(convolved(x, kernel, window))));
    all.add(
        new KernelCase(
            "conv input gradient" + size, () -> gradient(convolved(x, kernel, window), "x")));
    all.add(
        new KernelCase(
            "conv kernel gradient" + size, () -> gradient(convolved(x, kernel, window), "k")));
  }

  private static Tensor convolved(Shape x, Shape kernel, Op.Window window) {
    return floats("x", x).convolve(floats("k", kernel), window, 1);
  }

  private static void layer(List<KernelCase> all, String name, Layer layer, Shape... shapes) {
    for (Shape shape : shapes) {
      all.add(new KernelCase(name + " " + shape, () -> free(applied(layer, shape))));
      all.add(
          new KernelCase(name + " gradient " + shape, () -> gradient(applied(layer, shape), "x")));
    }
  }

  private static Tensor applied(Layer layer, Shape shape) {
    return Trace.of(layer, floats("x", shape), true, Key.of(0, 0)).output();
  }

  /** The update in place, as in a training step. */
  private static KernelCase adam(int size) {
    return new KernelCase(
        "adam " + size,
        () -> {
          Adam adam = Adam.of(1e-3);
          Shape shape = Shape.of(size);
          Tensor weight = floats("w", shape);
          Tensor slope = floats("g", shape);
          List<Tensor> slots =
              adam.slots(shape).stream().map(slot -> floats(slot.name(), slot.shape())).toList();
          Tensor rate = floats("rate", Shape.SCALAR);
          Tensor step = floats("step", Shape.SCALAR);
          Optimizer.Update update =
              adam.update(new Optimizer.Context(rate, step, 0), weight, slope, slots);
          return inPlace(weight, slots, update);
        });
  }

  private static Traced inPlace(Tensor weight, List<Tensor> slots, Optimizer.Update update) {
    Map<Node, Long> inputs = new HashMap<>();
    Map<Integer, Long> outputs = new HashMap<>();
    List<Node> results = new ArrayList<>();
    long end = 0;
    for (int i = -1; i < slots.size(); i++) {
      Tensor before = i < 0 ? weight : slots.get(i);
      inputs.put(before.node(), end);
      outputs.put(results.size(), end);
      results.add((i < 0 ? update.parameter() : update.slots().get(i)).node());
      end += (4L * before.shape().count() + 63) & -64;
    }
    return new Traced(Graph.of(results), new Compiler.Placement(inputs, outputs, end));
  }

  private static Tensor floats(String name, Shape shape) {
    return Tensor.input(name, shape, DType.F32);
  }

  private static Traced free(Tensor result) {
    return Traced.free(Graph.of(List.of(result.node())));
  }

  /** The gradient by the input of that name, for a given gradient by the result. */
  private static Traced gradient(Tensor result, String by) {
    Node input =
        Graph.of(List.of(result.node())).inputs().stream()
            .filter(node -> node.op() instanceof Op.Input named && named.name().equals(by))
            .findFirst()
            .orElseThrow();
    Node seed = floats("dy", result.shape()).node();
    return Traced.free(
        Graph.of(Gradients.of(List.of(result.node()), List.of(seed), List.of(input))));
  }
}
