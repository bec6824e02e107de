package gradus.core.compile;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.cpu.Cpu;
import gradus.core.interpret.Interpreter;
import gradus.core.ir.BinaryOp;
import gradus.core.ir.Graph;
import gradus.core.ir.Node;
import gradus.core.ir.Reduction;
import gradus.core.ir.UnaryOp;
import gradus.core.shape.DType;
import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * NaN, infinities, zeros of both signs, the smallest, the largest and denormal numbers through
 * every elementwise function, compiled: as the interpreter says, and the same bits from both twins.
 */
class SpecialValueTest {
  private static final float[] SPECIAL = {
    0f,
    -0f,
    1f,
    -1f,
    0.5f,
    -0.5f,
    2f,
    -2f,
    3f,
    -3f,
    1e-3f,
    88f,
    -88f,
    89f,
    -104f,
    1e5f,
    -1e5f,
    1e10f,
    -1e10f,
    1e30f,
    -1e30f,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    Float.MIN_NORMAL,
    -Float.MIN_NORMAL,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    1e-40f,
    -1e-40f,
    0x1.fffffep-1f,
    0x1.000002p0f,
    8388607.5f,
    -8388608.5f,
    2147483648f,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.NaN
  };

  @TestFactory
  Stream<DynamicTest> unary() {
    return Stream.of(UnaryOp.values())
        .map(
            op ->
                DynamicTest.dynamicTest(
                    op.name(),
                    () -> {
                      Tensor x = Tensor.input("x", Shape.of(SPECIAL.length), DType.F32);
                      compare(op.name(), x.apply(op), Map.of(x.node(), doubles(SPECIAL)), x);
                    }));
  }

  @TestFactory
  Stream<DynamicTest> binary() {
    int n = SPECIAL.length;
    return Stream.of(BinaryOp.values())
        .map(
            op ->
                DynamicTest.dynamicTest(
                    op.name(),
                    () -> {
                      Tensor a = Tensor.input("a", Shape.of(n, 1), DType.F32);
                      Tensor b = Tensor.input("b", Shape.of(n), DType.F32);
                      Map<Node, double[]> values =
                          Map.of(a.node(), doubles(SPECIAL), b.node(), doubles(SPECIAL));
                      compare(op.name(), a.apply(op, b), values, a, b);
                    }));
  }

  @TestFactory
  Stream<DynamicTest> othersThatPassNumbersOn() {
    int n = SPECIAL.length;
    Tensor x = Tensor.input("x", Shape.of(n), DType.F32);
    Map<String, Tensor> rows = new HashMap<>();
    rows.put("select by", x.where(1, 2));
    rows.put("select", Tensor.iota(Shape.of(n), 0).floats().less(20).where(x, x.neg()));
    rows.put("sum", x.expand(1).broadcastTo(Shape.of(n, 20)).sum(1));
    rows.put("sum of pairs", x.expand(1).mul(x).sum(0));
    rows.put("max", x.expand(1).broadcastTo(Shape.of(n, 20)).max(1));
    rows.put("max of all", x.max());
    rows.put("max of rows", x.expand(1).maximum(x).max(1));
    rows.put("clamp", x.clamp(-1, 1));
    rows.put("flip", x.flip(0));
    rows.put("pad", x.pad(new int[] {1}, new int[] {2}, Double.NEGATIVE_INFINITY));
    rows.put("concat", Tensor.concat(0, List.of(x, x)));
    rows.put("gather", x.gather(0, Tensor.iota(Shape.of(n), 0)));
    rows.put("arg max", x.argMax(0).floats());
    rows.put("arg min", x.argMin(0).floats());
    rows.put("softmax", x.slice(0, 0, 16).softmax(0));
    rows.put(
        "log softmax of infinity",
        Tensor.concat(
                0, List.of(x.slice(0, 0, 4), Tensor.full(Shape.of(1), Double.NEGATIVE_INFINITY)))
            .logSoftmax(0));
    rows.put("matmul", x.expand(1).matmul(Tensor.ones(Shape.of(1, 3))));
    assertThat(Reduction.values()).hasSize(2);
    return rows.entrySet().stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.getKey(),
                    () ->
                        compare(
                            row.getKey(), row.getValue(), Map.of(x.node(), doubles(SPECIAL)), x)));
  }

  private static void compare(String name, Tensor y, Map<Node, double[]> values, Tensor... inputs) {
    Graph graph = Graph.of(List.of(y.node()));
    double[] want = Interpreter.run(graph, values).get(0);
    int[] vector = CompiledTest.run(graph, values, Cpu.detect(), 1).get(0);
    int[] scalar = CompiledTest.run(graph, values, Cpu.scalar(), 1).get(0);
    for (int i = 0; i < want.length; i++) {
      float got = Float.intBitsToFloat(vector[i]);
      String where = name + " element " + i + " of " + describe(y, i);
      assertThat(Float.floatToIntBits(Float.intBitsToFloat(scalar[i])))
          .as(where + ", scalar twin")
          .isEqualTo(Float.floatToIntBits(got));
      float expected = refused(name, SPECIAL[i % SPECIAL.length]) ? Float.NaN : (float) want[i];
      if (Float.isNaN(expected) || Float.isInfinite(expected) || expected == 0) {
        assertThat(got)
            .as(where + ", interpreted " + want[i])
            .matches(g -> agrees(name, g, expected), "equals " + expected);
      } else {
        float bound = Math.max(Math.abs(expected) * 1e-5f, 4 * Float.MIN_VALUE);
        assertThat(Math.abs(got - expected))
            .as(where + ": got " + got + ", interpreted " + want[i])
            .isLessThanOrEqualTo(bound);
      }
    }
  }

  /** Angles from 2^20 on have no sine: see {@link gradus.core.ir.Trigonometry}. */
  private static boolean refused(String name, float x) {
    return Set.of("SIN", "COS", "TAN").contains(name) && Math.abs(x) >= 0x1p20f;
  }

  /**
   * The same NaN, infinity or zero, its sign included; but the sign of a sum of zeros is left open.
   */
  private static boolean agrees(String name, float got, float expected) {
    return Float.floatToIntBits(got) == Float.floatToIntBits(expected)
        || name.startsWith("sum") && got == expected;
  }

  private static String describe(Tensor y, int i) {
    int n = SPECIAL.length;
    return y.shape().equals(Shape.of(n, n))
        ? "(" + SPECIAL[i / n] + ", " + SPECIAL[i % n] + ")"
        : y.shape().equals(Shape.of(n)) ? "(" + SPECIAL[i] + ")" : y.shape().toString();
  }

  private static double[] doubles(float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }
}
