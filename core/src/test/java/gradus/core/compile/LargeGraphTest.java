package gradus.core.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.core.cpu.Cpu;
import gradus.core.interpret.Interpreter;
import gradus.core.ir.Graph;
import gradus.core.ir.Node;
import gradus.core.shape.DType;
import gradus.core.shape.Shape;
import gradus.core.tensor.Compiled;
import gradus.core.tensor.Fn;
import gradus.core.tensor.Key;
import gradus.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Graphs of thousands of nodes, long arrays, long chains of views: no deep recursion, linear
 * memory.
 */
class LargeGraphTest {
  private static final int WIDTH = 8;
  private static final int BATCH = 16;

  private static Fn perceptron(int layers) {
    return Fn.ofList(
            a -> {
              Tensor x = a.get(0);
              for (int k = 1; k <= layers; k++) {
                x = x.matmul(a.get(k)).add(0.01).tanh().add(x);
              }
              return List.of(x.square().mean());
            })
        .valueAndGradient();
  }

  private static List<Tensor> arguments(int layers) {
    List<Tensor> all = new ArrayList<>(List.of(Key.of(5, 0).normal(Shape.of(BATCH, WIDTH), 0)));
    float[] weights = new float[WIDTH * WIDTH];
    for (int k = 1; k <= layers; k++) {
      for (int i = 0; i < weights.length; i++) {
        weights[i] = ((i * 31 + k * 17) % 13 - 6) / 60f;
      }
      all.add(Tensor.of(Shape.of(WIDTH, WIDTH), weights.clone()));
    }
    return all;
  }

  @Test
  void aThousandLayersNeedLinearMemory() {
    Compiled thousand = perceptron(1000).compile();
    long small = perceptron(250).compile().bytes(arguments(250).toArray(Tensor[]::new));
    long large = thousand.bytes(arguments(1000).toArray(Tensor[]::new));
    assertThat(large).isBetween(3 * small, 4 * small + 4096);
    List<Tensor> results = thousand.all(arguments(1000));
    assertThat(results).hasSize(1002);
    assertThat(results).allMatch(r -> Float.isFinite(r.toFloats()[0]));
  }

  @Test
  void aHundredLayersGiveWhatTheInterpreterGives() {
    List<Tensor> inputs = new ArrayList<>();
    List<Tensor> values = arguments(100);
    Map<Node, double[]> point = new java.util.HashMap<>();
    for (Tensor value : values) {
      Tensor input = Tensor.input("x" + inputs.size(), value.shape(), DType.F32);
      inputs.add(input);
      float[] floats = value.toFloats();
      double[] wide = new double[floats.length];
      java.util.Arrays.setAll(wide, i -> floats[i]);
      point.put(input.node(), wide);
    }
    Graph graph = Graph.of(perceptron(100).all(inputs).stream().map(Tensor::node).toList());
    List<double[]> want = Interpreter.run(graph, point);
    List<Tensor> got = perceptron(100).compile().all(values);
    for (int k = 0; k < want.size(); k++) {
      double scale = java.util.Arrays.stream(want.get(k)).map(Math::abs).max().orElse(0) + 1e-9;
      for (int i = 0; i < want.get(k).length; i++) {
        assertThat((double) got.get(k).toFloats()[i])
            .isCloseTo(want.get(k)[i], within(1e-4 * scale));
      }
    }
  }

  @Test
  void longChains() {
    Tensor x = Tensor.of(1f, 2f, 3f, 4f);
    Tensor sum = x;
    Tensor turned = x;
    Tensor moved = x;
    for (int i = 0; i < 5000; i++) {
      sum = sum.add(i % 2 == 0 ? x : x.neg());
      turned = turned.flip(0);
      moved = moved.slice(0, 0, 3).pad(new int[] {0}, new int[] {1}, 0);
    }
    assertThat(sum.toFloats()).containsExactly(1, 2, 3, 4);
    assertThat(turned.toFloats()).containsExactly(1, 2, 3, 4);
    assertThat(moved.toFloats()).containsExactly(1, 2, 3, 0);
    assertThat(sum.node().toString()).isNotEmpty();
  }

  @Test
  void manyReadersOfOneValue() {
    Fn fan =
        Fn.of(
            x -> {
              Tensor h = x.exp();
              List<Tensor> parts = new ArrayList<>();
              for (int i = 0; i < 1500; i++) {
                parts.add(h.mul(i).sin().sum());
              }
              Tensor sum = parts.get(0);
              for (Tensor part : parts.subList(1, parts.size())) {
                sum = sum.add(part);
              }
              return sum;
            });
    assertThat(fan.valueAndGradient().compile().all(Tensor.of(0.5f, 0.25f)).get(1).toFloats())
        .hasSize(2);
  }

  /** Long and prime sizes, and views that are not contiguous, read by loops and by products. */
  @TestFactory
  Stream<DynamicTest> awkwardReads() {
    int n = 1_000_003;
    record Row(String name, Shape shape, Function<Tensor, Tensor> body) {}
    return Stream.of(
            new Row("long elementwise", Shape.of(n), x -> x.mul(x).add(1).sqrt()),
            new Row("long reverse", Shape.of(n), x -> x.flip(0).add(x)),
            new Row("long step", Shape.of(n), x -> x.slice(0, 1, n, 7).exp()),
            new Row("long max", Shape.of(n), x -> x.sub(0.5).max()),
            new Row("long arg max", Shape.of(n), x -> x.argMax(0).floats()),
            new Row("long softmax", Shape.of(n), x -> x.softmax(0).mul(n)),
            new Row("tall columns", Shape.of(1009, 991), x -> x.transpose().add(1).sum(0)),
            new Row(
                "strided matmul",
                Shape.of(40, 33),
                x ->
                    x.slice(0, 1, 40, 3)
                        .matmul(
                            x.slice(1, 0, 33, 5)
                                .transpose()
                                .matmul(x)
                                .transpose()
                                .slice(0, 0, 33))),
            new Row("reversed matmul", Shape.of(31, 31), x -> x.flip(0).matmul(x.flip(1))),
            new Row(
                "broadcast matmul",
                Shape.of(1, 17),
                x -> x.broadcastTo(Shape.of(5, 17)).matmul(x.transpose())),
            new Row(
                "view reduce",
                Shape.of(13, 17, 19),
                x -> x.permute(2, 0, 1).slice(1, 1, 12, 2).sum(1)),
            new Row(
                "view gather",
                Shape.of(13, 17),
                x -> x.transpose().gather(0, Tensor.iota(Shape.of(5, 13), 0))),
            new Row(
                "view sort",
                Shape.of(13, 17),
                x -> x.flip(1).gather(-1, x.flip(1).sortIndex(false))),
            new Row(
                "view concat",
                Shape.of(13, 17),
                x -> Tensor.concat(0, List.of(x.transpose(), x.flip(0).transpose()))),
            new Row(
                "view pad",
                Shape.of(13, 17),
                x -> x.transpose().pad(new int[] {1, 2}, new int[] {3, 0}, -1)),
            new Row(
                "view reshape",
                Shape.of(13, 17),
                x -> x.transpose().reshape(221).flip(0).reshape(17, 13).exp()))
        .map(row -> DynamicTest.dynamicTest(row.name(), () -> check(row.shape(), row.body())));
  }

  private static void check(Shape shape, Function<Tensor, Tensor> body) {
    Tensor x = Tensor.input("x", shape, DType.F32);
    double[] values = new Random(1).doubles(shape.count()).map(v -> (float) v).toArray();
    Graph graph = Graph.of(List.of(body.apply(x).node()));
    Map<Node, double[]> point = Map.of(x.node(), values);
    double[] want = Interpreter.run(graph, point).get(0);
    int[] bits = CompiledTest.run(graph, point, Cpu.detect(), 1).get(0);
    double worst = 0;
    for (int i = 0; i < want.length; i++) {
      worst =
          Math.max(
              worst,
              Math.abs(Float.intBitsToFloat(bits[i]) - want[i]) / Math.max(1, Math.abs(want[i])));
    }
    assertThat(worst).isLessThan(1e-5);
    assertThat(CompiledTest.run(graph, point, Cpu.detect(), 3).get(0)).isEqualTo(bits);
    assertThat(CompiledTest.run(graph, point, Cpu.scalar(), 2).get(0)).isEqualTo(bits);
  }
}
