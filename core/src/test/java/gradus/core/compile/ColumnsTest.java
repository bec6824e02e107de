package gradus.core.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.core.cpu.Cpu;
import gradus.core.interpret.Interpreter;
import gradus.core.ir.Graph;
import gradus.core.ir.Node;
import gradus.core.shape.DType;
import gradus.core.shape.Shape;
import gradus.core.tensor.Key;
import gradus.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Loops that go down their columns: wide blocks, single vectors, columns that are left over. */
class ColumnsTest {
  private record Case(String name, Shape x, Function<Tensor, List<Tensor>> body) {}

  @TestFactory
  Stream<DynamicTest> columns() {
    List<Case> cases = new ArrayList<>();
    for (int width : new int[] {16, 37, 64, 150, 600}) {
      for (int height : new int[] {2, 9, 700}) {
        Shape flat = Shape.of(height, width);
        cases.add(new Case("sum", flat, x -> List.of(x.sum(0))));
        cases.add(new Case("maximum", flat, x -> List.of(x.max(0))));
        cases.add(
            new Case("factors", flat, x -> List.of(x.mul(x.slice(0, 1, 2)).add(x.slice(1, 0, 1)))));
        cases.add(new Case("upside down", flat, x -> List.of(x.mul(x.flip(0)))));
        cases.add(
            new Case(
                "random",
                flat,
                x -> List.of(x.slice(0, 0, 1).mul(Key.of(7, 3).bernoulli(flat, 0.5, 11)))));
      }
      Shape deep = Shape.of(5, 3, 7, width);
      cases.add(new Case("outer sums", deep, x -> List.of(x.sum(0, 2), x.square().sum(0, 2))));
      cases.add(new Case("middle sum", deep, x -> List.of(x.sum(1))));
      cases.add(
          new Case("part", deep, x -> List.of(x.slice(2, 1, 6).mul(x.slice(2, 0, 1)).sum(0, 2))));
      cases.add(new Case("of one", deep, x -> List.of(x.slice(1, 0, 1).mul(2).sum(1))));
    }
    return cases.stream().map(c -> DynamicTest.dynamicTest(c.name() + " " + c.x(), () -> check(c)));
  }

  private static void check(Case c) {
    Tensor x = Tensor.input("x", c.x(), DType.F32);
    Random random = new Random(c.x().hashCode());
    double[] numbers = random.doubles(c.x().count(), -1, 1).map(v -> (float) v).toArray();
    Graph graph = Graph.of(c.body().apply(x).stream().map(Tensor::node).toList()).verify();
    Map<Node, double[]> values = new LinkedHashMap<>();
    values.put(x.node(), numbers);
    List<double[]> expected = Interpreter.run(graph, values);
    List<int[]> bits = CompiledTest.run(graph, values, Cpu.detect(), 1);
    for (int k = 0; k < bits.size(); k++) {
      for (int i = 0; i < bits.get(k).length; i++) {
        assertThat((double) Float.intBitsToFloat(bits.get(k)[i]))
            .as("output " + k + " element " + i)
            .isCloseTo(expected.get(k)[i], within(1e-4));
      }
      for (int threads : new int[] {2, 3}) {
        assertThat(CompiledTest.run(graph, values, Cpu.detect(), threads).get(k))
            .isEqualTo(bits.get(k));
      }
      assertThat(CompiledTest.run(graph, values, Cpu.scalar(), 1).get(k)).isEqualTo(bits.get(k));
    }
  }

  /** The first run of a loop goes in pieces, the last as a whole. */
  @Test
  void warmLoopsGiveTheSameBits() {
    Shape shape = Shape.of(700, 600);
    Tensor x = Tensor.input("x", shape, DType.F32);
    List<Tensor> results = List.of(x.square().sum(0), x.max(1), x.mul(x.slice(0, 0, 1)));
    Graph graph = Graph.of(results.stream().map(Tensor::node).toList());
    double[] numbers = new Random(3).doubles(shape.count(), -1, 1).map(v -> (float) v).toArray();
    Compiler compiler = new Compiler(Cpu.detect());
    List<int[]> cold = CompiledTest.run(graph, Map.of(x.node(), numbers), compiler, 2);
    List<int[]> last = cold;
    for (int run = 0; run < 6; run++) {
      last = CompiledTest.run(graph, Map.of(x.node(), numbers), compiler, 2);
    }
    for (int k = 0; k < cold.size(); k++) {
      assertThat(last.get(k)).isEqualTo(cold.get(k));
    }
  }

  /** The three sums of a batch normalization's gradient read the product and one more tensor. */
  @Test
  void sumsOfAProductAreOneLoop() {
    Tensor a = Tensor.input("a", Shape.of(64, 32), DType.F32);
    Tensor w = Tensor.input("w", Shape.of(32, 48), DType.F32);
    Tensor y = Tensor.input("y", Shape.of(64, 48), DType.F32);
    Tensor scale = Tensor.input("scale", Shape.of(1, 48), DType.F32);
    Tensor g = a.matmul(w).relu();
    List<Tensor> sums = List.of(g.sum(0), g.mul(y).sum(0), g.mul(scale).mul(y).sum(0));
    Graph graph = Graph.of(sums.stream().map(Tensor::node).toList());
    assertThat(new Compiler(Cpu.detect()).compile(graph, Compiler.Placement.FREE).kernels())
        .isEqualTo(2);
  }
}
