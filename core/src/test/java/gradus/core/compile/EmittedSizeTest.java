package gradus.core.compile;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.ir.BinaryOp;
import gradus.core.ir.Graph;
import gradus.core.ir.Node;
import gradus.core.ir.UnaryOp;
import gradus.core.rewrite.Rewriter;
import gradus.core.shape.DType;
import gradus.core.shape.Shape;
import gradus.core.tensor.Fn;
import gradus.core.tensor.Tensor;
import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The JIT does not compile methods of 8,000 bytes and more: no emitted loop comes near. */
class EmittedSizeTest {
  private static final int JIT_LIMIT = 8000;

  private record Row(String name, Function<Tensor, Tensor> body) {}

  @TestFactory
  Stream<DynamicTest> loopsStayBelowTheLimitOfTheJit() {
    List<Row> rows = new ArrayList<>();
    for (UnaryOp op : UnaryOp.values()) {
      rows.add(new Row(op.name(), x -> repeat(x, 40, y -> y.apply(op))));
    }
    for (BinaryOp op : BinaryOp.values()) {
      rows.add(new Row(op.name(), x -> repeat(x, 40, y -> y.apply(op, x))));
    }
    rows.add(
        new Row(
            "mixed norm",
            x -> repeat(x, 6, y -> y.sub(y.meanKeep(1)).mul(y.varianceKeep(1).rsqrt()).erf())));
    rows.add(new Row("softmax", x -> repeat(x, 6, y -> y.softmax(1).tanh())));
    rows.add(new Row("columns", x -> repeat(x, 6, y -> y.softmax(0).sin())));
    rows.add(
        new Row(
            "gradient",
            x ->
                Fn.of(a -> repeat(a, 5, y -> y.mul(y.erf()).logSoftmax(1)).sum())
                    .gradient()
                    .call(x)));
    rows.add(
        new Row(
            "many operands",
            x -> {
              Tensor y = x;
              for (int i = 0; i < 300; i++) {
                y = y.add(Tensor.input("x" + i, x.shape(), DType.F32));
              }
              return y.softmax(1);
            }));
    return rows.stream().map(row -> DynamicTest.dynamicTest(row.name(), () -> check(row)));
  }

  private static Tensor repeat(Tensor x, int times, Function<Tensor, Tensor> body) {
    Tensor y = x;
    for (int i = 0; i < times; i++) {
      y = body.apply(y);
    }
    return y;
  }

  private static void check(Row row) {
    Tensor y = row.body().apply(Tensor.input("x", Shape.of(64, 48), DType.F32));
    Graph graph = Rewriter.simplify(Graph.of(List.of(y.node())));
    Map<Node, List<Node>> readers = graph.readers();
    for (Group group : Fuser.fuse(graph)) {
      if (group.root() == null) {
        LoopSpec spec =
            LoopBuilder.build(
                    group,
                    member ->
                        graph.outputs().contains(member)
                            || readers.get(member).stream()
                                .anyMatch(reader -> !group.members().contains(reader)))
                .spec();
        for (int lanes : new int[] {0, 4, 8, 16}) {
          assertThat(size(LoopEmitter.emit(spec, lanes)))
              .as(lanes + " lanes, " + spec)
              .isBetween(1, JIT_LIMIT - 1);
        }
      }
    }
  }

  private static int size(byte[] type) {
    int most = 0;
    for (MethodModel method : ClassFile.of().parse(type).methods()) {
      most =
          Math.max(most, method.code().map(code -> ((CodeAttribute) code).codeLength()).orElse(0));
    }
    return most;
  }
}
