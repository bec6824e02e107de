package gradus.core.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.core.cpu.Cpu;
import gradus.core.cpu.Workers;
import gradus.core.grad.Gradients;
import gradus.core.interpret.Interpreter;
import gradus.core.ir.BinaryOp;
import gradus.core.ir.Data;
import gradus.core.ir.Graph;
import gradus.core.ir.Node;
import gradus.core.ir.Op;
import gradus.core.ir.UnaryOp;
import gradus.core.shape.DType;
import gradus.core.shape.Ints;
import gradus.core.shape.Shape;
import gradus.core.tensor.Key;
import gradus.core.tensor.Tensor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Compiled = interpreted, for values and gradients, over operations × sizes; and the same bits from
 * vectors, from the scalar twin and from 1, 2 and 3 threads.
 */
class CompiledTest {
  private static final int[] SIZES = {0, 1, 3, 15, 16, 17, 31, 257, 1009};

  /** A function of inputs that tests differentiate. */
  private record Case(
      String name,
      List<Shape> inputs,
      double low,
      double high,
      Function<List<Tensor>, Tensor> body) {}

  @TestFactory
  Stream<DynamicTest> compiledEqualsInterpreted() {
    List<Case> cases = new ArrayList<>();
    elementwise(cases);
    reductions(cases);
    moves(cases);
    products(cases);
    compositions(cases);
    return cases.stream()
        .map(c -> DynamicTest.dynamicTest(c.name() + " " + c.inputs(), () -> check(c)));
  }

  private static void elementwise(List<Case> cases) {
    for (UnaryOp op : UnaryOp.values()) {
      for (int size : SIZES) {
        cases.add(
            new Case(
                op.name(),
                List.of(Shape.of(size)),
                op.domain().low(),
                op.domain().high(),
                x -> x.get(0).apply(op)));
      }
    }
    for (BinaryOp op : BinaryOp.values()) {
      boolean positive = op == BinaryOp.POW || op == BinaryOp.DIV;
      for (int size : SIZES) {
        cases.add(
            new Case(
                op.name(),
                List.of(Shape.of(size), Shape.of(size)),
                positive ? 0.3 : -3,
                3,
                x -> x.get(0).apply(op, x.get(1))));
      }
      cases.add(
          new Case(
              op.name(),
              List.of(Shape.of(5, 1, 7), Shape.of(3, 1)),
              positive ? 0.3 : -3,
              3,
              x -> x.get(0).apply(op, x.get(1))));
    }
  }

  private static void reductions(List<Case> cases) {
    List<int[]> axes =
        List.of(
            new int[] {0},
            new int[] {1},
            new int[] {2},
            new int[] {0, 1},
            new int[] {1, 2},
            new int[] {0, 2},
            new int[] {0, 1, 2});
    for (Shape shape :
        List.of(
            Shape.of(3, 5, 7), Shape.of(2, 33, 16), Shape.of(1, 40, 17), Shape.of(40, 70, 33))) {
      for (int[] axis : axes) {
        String name = Arrays.toString(axis);
        cases.add(new Case("sum" + name, List.of(shape), -1, 1, x -> x.get(0).square().sum(axis)));
        cases.add(
            new Case("max" + name, List.of(shape), -1, 1, x -> x.get(0).mul(2).max(axis).add(1)));
        cases.add(new Case("variance" + name, List.of(shape), -1, 1, x -> x.get(0).variance(axis)));
        cases.add(new Case("lse" + name, List.of(shape), -1, 1, x -> x.get(0).logSumExp(axis)));
      }
    }
    cases.add(
        new Case(
            "long sum", List.of(Shape.of(1_000_003)), -1, 1, x -> x.get(0).exp().sum().div(1000)));
    cases.add(
        new Case(
            "tall sum",
            List.of(Shape.of(40_000, 7)),
            -1,
            1,
            x -> x.get(0).relu().sum(0).div(1000)));
    cases.add(new Case("empty sum", List.of(Shape.of(0, 7)), -1, 1, x -> x.get(0).sum(0)));
  }

  private static void moves(List<Case> cases) {
    Shape s = Shape.of(4, 5, 6);
    cases.add(new Case("permute", List.of(s), -1, 1, x -> x.get(0).permute(2, 0, 1).exp()));
    cases.add(new Case("permute copy", List.of(s), -1, 1, x -> x.get(0).permute(2, 0, 1)));
    cases.add(
        new Case(
            "permute reshape",
            List.of(s),
            -1,
            1,
            x -> x.get(0).permute(1, 0, 2).reshape(10, 12).tanh()));
    cases.add(new Case("slice", List.of(s), -1, 1, x -> x.get(0).slice(1, 1, 5, 2).square()));
    cases.add(new Case("flip", List.of(s), -1, 1, x -> x.get(0).flip(0, 2).mul(x.get(0))));
    cases.add(
        new Case(
            "pad",
            List.of(s),
            -1,
            1,
            x -> x.get(0).pad(new int[] {1, 0, 2}, new int[] {0, 3, 1}, 0.5).square()));
    cases.add(
        new Case(
            "concat", List.of(s, Shape.of(4, 2, 6)), -1, 1, x -> Tensor.concat(1, x).square()));
    cases.add(
        new Case(
            "concat fill",
            List.of(s),
            -1,
            1,
            x -> Tensor.concat(0, List.of(x.get(0), Tensor.ones(s)))));
    cases.add(
        new Case(
            "tril",
            List.of(s),
            -1,
            1,
            x ->
                Tensor.iota(s, 1)
                    .floats()
                    .lessEqual(Tensor.iota(s, 2).floats())
                    .where(x.get(0), Tensor.zeros(s))));
    cases.add(
        new Case(
            "gather",
            List.of(s),
            -1,
            1,
            x -> x.get(0).gather(1, Tensor.iota(Shape.of(4, 3, 6), 0))));
    cases.add(
        new Case(
            "rows",
            List.of(Shape.of(5, 20)),
            -1,
            1,
            x -> x.get(0).rows(Tensor.ints(3, 1, 3, 0)).square()));
    cases.add(
        new Case("sort", List.of(s), -1, 1, x -> x.get(0).gather(-1, x.get(0).sortIndex(true))));
    cases.add(
        new Case(
            "one hot",
            List.of(Shape.of(4, 3)),
            -1,
            1,
            x -> x.get(0).mul(Tensor.ints(0, 2, 1, 2).oneHot(3)).sum(1)));
  }

  private static void products(List<Case> cases) {
    int[][] sizes = {{1, 1, 1}, {2, 3, 1}, {4, 2, 3}, {17, 31, 15}, {64, 65, 66}, {128, 100, 10}};
    for (int[] n : sizes) {
      cases.add(
          new Case(
              "matmul",
              List.of(Shape.of(n[0], n[1]), Shape.of(n[1], n[2])),
              -1,
              1,
              x -> x.get(0).matmul(x.get(1))));
      cases.add(
          new Case(
              "matmul bias relu",
              List.of(Shape.of(n[0], n[1]), Shape.of(n[1], n[2]), Shape.of(n[2])),
              -1,
              1,
              x -> x.get(0).matmul(x.get(1)).add(x.get(2)).relu()));
      cases.add(
          new Case(
              "matmul tt",
              List.of(Shape.of(n[1], n[0]), Shape.of(n[2], n[1])),
              -1,
              1,
              x -> x.get(0).transpose().matmul(x.get(1).transpose()).sigmoid()));
    }
    cases.add(
        new Case(
            "batched",
            List.of(Shape.of(2, 3, 4, 5), Shape.of(3, 5, 6)),
            -1,
            1,
            x -> x.get(0).matmul(x.get(1))));
    cases.add(
        new Case(
            "parts of rows",
            List.of(Shape.of(40, 37), Shape.of(50, 30)),
            -1,
            1,
            x -> x.get(0).slice(1, 3, 33).matmul(x.get(1).slice(0, 11, 41).slice(1, 2, 18))));
    cases.add(
        new Case(
            "parts of rows tt",
            List.of(Shape.of(40, 37), Shape.of(50, 70)),
            -1,
            1,
            x -> {
              Tensor a = x.get(0).slice(1, 3, 36).transpose();
              return a.matmul(x.get(1).slice(1, 5, 45).transpose()).relu();
            }));
    cases.add(
        new Case(
            "heads",
            List.of(Shape.of(2, 7, 3, 5), Shape.of(2, 6, 3, 5)),
            -1,
            1,
            x -> {
              Tensor a = x.get(0).permute(0, 2, 1, 3);
              return a.matmul(x.get(1).permute(0, 2, 3, 1));
            }));
    cases.add(
        new Case(
            "backwards",
            List.of(Shape.of(6, 5), Shape.of(5, 9)),
            -1,
            1,
            x -> x.get(0).flip(0).matmul(x.get(1).flip(1))));
    Op.Window same = window(1, 1, 1);
    cases.add(
        new Case(
            "conv",
            List.of(Shape.of(2, 8, 7, 3), Shape.of(3, 3, 3, 5), Shape.of(5)),
            -1,
            1,
            x -> x.get(0).convolve(x.get(1), same, 1).add(x.get(2)).relu()));
    cases.add(
        new Case(
            "conv by tiles",
            List.of(Shape.of(1, 20, 23, 16), Shape.of(3, 3, 16, 32), Shape.of(32)),
            -1,
            1,
            x -> x.get(0).convolve(x.get(1), same, 1).add(x.get(2)).tanh()));
    cases.add(
        new Case(
            "conv stride",
            List.of(Shape.of(2, 9, 9, 4), Shape.of(3, 3, 2, 6)),
            -1,
            1,
            x -> x.get(0).convolve(x.get(1), window(2, 1, 2), 2)));
    cases.add(
        new Case(
            "max pool",
            List.of(Shape.of(2, 8, 8, 3)),
            -1,
            1,
            x -> x.get(0).relu().maxPool(Ints.of(2, 2), window(2, 0, 1)).square()));
    cases.add(
        new Case(
            "pool of many channels",
            List.of(Shape.of(2, 7, 8, 37)),
            -1,
            1,
            x -> x.get(0).relu().maxPool(Ints.of(3, 3), window(2, 1, 1)).square()));
    cases.add(
        new Case(
            "pool of what was turned",
            List.of(Shape.of(2, 32, 7, 8)),
            -1,
            1,
            x -> x.get(0).permute(0, 3, 2, 1).maxPool(Ints.of(2, 2), window(2, 0, 1)).square()));
    cases.add(
        new Case(
            "pool of lines",
            List.of(Shape.of(2, 9, 16)),
            -1,
            1,
            x ->
                x.get(0)
                    .relu()
                    .maxPool(
                        Ints.of(2), new Op.Window(Ints.of(2), Ints.of(0), Ints.of(0), Ints.of(1)))
                    .square()));
  }

  private static Op.Window window(int stride, int padding, int dilation) {
    return new Op.Window(
        Ints.of(stride, stride),
        Ints.of(padding, padding),
        Ints.of(padding, padding),
        Ints.of(dilation, dilation));
  }

  private static void compositions(List<Case> cases) {
    for (Shape shape : List.of(Shape.of(3, 10), Shape.of(64, 16), Shape.of(33, 100))) {
      cases.add(new Case("softmax", List.of(shape), -3, 3, x -> x.get(0).softmax(-1).square()));
      cases.add(new Case("softmax columns", List.of(shape), -3, 3, x -> x.get(0).softmax(0)));
      cases.add(new Case("log softmax", List.of(shape), -3, 3, x -> x.get(0).logSoftmax(-1)));
      cases.add(
          new Case(
              "layer norm",
              List.of(shape),
              -3,
              3,
              x ->
                  x.get(0)
                      .sub(x.get(0).meanKeep(1))
                      .mul(x.get(0).varianceKeep(1).add(1e-5).rsqrt())));
      cases.add(
          new Case(
              "batch norm",
              List.of(shape),
              -3,
              3,
              x ->
                  x.get(0)
                      .sub(x.get(0).meanKeep(0))
                      .mul(x.get(0).varianceKeep(0).add(1e-5).rsqrt())
                      .relu()));
      cases.add(
          new Case(
              "mlp",
              List.of(shape, Shape.of(shape.size(1), 20), Shape.of(20), Shape.of(20, 5)),
              -1,
              1,
              x ->
                  x.get(0)
                      .matmul(x.get(1))
                      .add(x.get(2))
                      .tanh()
                      .matmul(x.get(3))
                      .logSoftmax(1)
                      .mean()));
      cases.add(
          new Case(
              "dropout",
              List.of(shape),
              -1,
              1,
              x -> x.get(0).mul(Key.of(7, 3).bernoulli(shape, 0.5, 11)).mul(2)));
      cases.add(
          new Case(
              "square of gradient",
              List.of(shape),
              -1,
              1,
              x -> {
                Tensor y = x.get(0).tanh().square().sum();
                return Tensor.of(
                        Gradients.of(
                                List.of(y.node()),
                                List.of(Tensor.scalar(1).node()),
                                List.of(x.get(0).node()))
                            .get(0))
                    .square();
              }));
    }
  }

  private static void check(Case c) {
    List<Tensor> inputs = new ArrayList<>();
    Map<Node, double[]> values = new LinkedHashMap<>();
    Random random = new Random(c.name().hashCode());
    for (int i = 0; i < c.inputs().size(); i++) {
      Tensor input = Tensor.input("x" + i, c.inputs().get(i), DType.F32);
      inputs.add(input);
      values.put(
          input.node(),
          random.doubles(input.shape().count(), c.low(), c.high()).map(v -> (float) v).toArray());
    }
    Tensor y = c.body().apply(inputs);
    List<Node> outputs = new ArrayList<>(List.of(y.node()));
    Node seed = Tensor.of(y.shape(), new float[y.shape().count()]).node();
    float[] seeds = new float[y.shape().count()];
    for (int i = 0; i < seeds.length; i++) {
      seeds[i] = 0.5f + (i * 7 % 5) / 4f;
    }
    seed = Tensor.of(y.shape(), seeds).node();
    outputs.addAll(
        Gradients.of(List.of(y.node()), List.of(seed), inputs.stream().map(Tensor::node).toList()));
    Graph graph = Graph.of(outputs).verify();
    List<double[]> expected = Interpreter.run(graph, values);
    List<int[]> bits = run(graph, values, Cpu.detect(), 1);
    for (int k = 0; k < outputs.size(); k++) {
      double[] want = expected.get(k);
      double scale =
          Math.max(1, Arrays.stream(want).map(Math::abs).filter(Double::isFinite).max().orElse(0));
      for (int i = 0; i < want.length; i++) {
        assertThat((double) Float.intBitsToFloat(bits.get(k)[i]))
            .as(c.name() + " output " + k + " element " + i)
            .isCloseTo(want[i], within(1e-5 * scale));
      }
    }
    for (int threads = 2; threads <= 3; threads++) {
      same(bits, run(graph, values, Cpu.detect(), threads), threads + " threads");
    }
    same(bits, run(graph, values, Cpu.scalar(), 1), "scalar twin");
  }

  private static void same(List<int[]> expected, List<int[]> actual, String what) {
    for (int k = 0; k < expected.size(); k++) {
      assertThat(actual.get(k)).as(what + ", output " + k).isEqualTo(expected.get(k));
    }
  }

  private static final Compiler VECTOR = new Compiler(Cpu.detect());
  private static final Compiler SCALAR = new Compiler(Cpu.scalar());

  static List<int[]> run(Graph graph, Map<Node, double[]> values, Cpu cpu, int threads) {
    return run(graph, values, cpu.vectors() ? VECTOR : SCALAR, threads);
  }

  static List<int[]> run(Graph graph, Map<Node, double[]> values, Compiler compiler, int threads) {
    Program program = compiler.compile(graph, Compiler.Placement.FREE);
    try (Arena arena = Arena.ofShared();
        Workers workers = new Workers(threads)) {
      MemorySegment memory = arena.allocate(program.bytes(), 64);
      program.load(memory);
      values.forEach(
          (node, numbers) -> {
            if (program.input(node) >= 0) {
              float[] floats = new float[numbers.length];
              for (int i = 0; i < floats.length; i++) {
                floats[i] = (float) numbers[i];
              }
              Program.write(memory, program.input(node), Data.floats(node.shape(), floats));
            }
          });
      program.run(memory, workers);
      List<int[]> results = new ArrayList<>();
      for (int i = 0; i < graph.outputs().size(); i++) {
        int[] bits = new int[graph.outputs().get(i).shape().count()];
        MemorySegment.copy(
            memory, ValueLayout.JAVA_INT_UNALIGNED, program.output(i), bits, 0, bits.length);
        results.add(bits);
      }
      return results;
    }
  }
}
