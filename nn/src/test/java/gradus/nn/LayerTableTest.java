package gradus.nn;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.ir.Node;
import gradus.core.shape.DType;
import gradus.core.shape.Shape;
import gradus.core.tensor.Key;
import gradus.core.tensor.Tensor;
import gradus.nn.activation.Activation;
import gradus.nn.activation.Activations;
import gradus.nn.layer.Embedding;
import gradus.nn.layer.Layers;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class LayerTableTest {
  @Test
  void everyLayerHasARow() {
    List<String> covered =
        LayerRows.ALL.stream().map(r -> Layers.CATALOG.entryOf(r.layer()).name()).toList();
    assertThat(covered).containsAll(Layers.CATALOG.names());
    assertThat(Layers.CATALOG.names()).doesNotHaveDuplicates();
  }

  @TestFactory
  Stream<DynamicTest> shapesAndGradients() {
    return LayerRows.ALL.stream()
        .flatMap(
            row ->
                Stream.of(true, false)
                    .map(
                        training ->
                            DynamicTest.dynamicTest(
                                row.layer() + (training ? " training" : ""),
                                () -> check(row, training))));
  }

  @TestFactory
  Stream<DynamicTest> roundTrips() {
    return LayerRows.ALL.stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.layer().toString(),
                    () -> {
                      Object tree = Layers.CATALOG.write(row.layer());
                      assertThat(Layers.CATALOG.read(tree, ""))
                          .as("%s", tree)
                          .isEqualTo(row.layer());
                    }));
  }

  @TestFactory
  Stream<DynamicTest> titlesAreTheNamesOfTheCatalog() {
    return LayerRows.ALL.stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.layer().toString(),
                    () ->
                        assertThat(row.layer().title())
                            .isEqualTo(Layers.CATALOG.entryOf(row.layer()).name())));
  }

  @Test
  void activationsExplainThemselves() {
    for (String name : Activations.CATALOG.names()) {
      Activation activation = Activations.CATALOG.read(name, "");
      assertThat(activation.formula()).isNotBlank();
      assertThat(activation.derivative()).isNotBlank();
      assertThat(activation.fit().gain()).isPositive();
    }
  }

  private static void check(LayerRows.Row row, boolean training) {
    boolean ids = row.layer() instanceof Embedding;
    Tensor x = Tensor.input("x", row.input(), ids ? DType.I32 : DType.F32);
    Trace trace = Trace.of(row.layer(), x, training, Key.of(3, 1));
    assertThat(trace.output().shape()).isEqualTo(row.output());
    Tensor y = trace.output();
    Map<Node, double[]> given = ids ? Map.of(x.node(), new double[] {0, 1, 4, 1, 3, 0}) : Map.of();
    Map<Node, double[]> values = GradientProbe.fill(y, given, 2);
    for (ParameterSpec spec : trace.specs()) {
      if (spec.name().endsWith("running_var")) {
        values.computeIfPresent(
            trace.value(spec.name()).node(),
            (_, v) -> java.util.Arrays.stream(v).map(d -> 1 + d * d).toArray());
      }
    }
    assertThat(trace.specs()).allSatisfy(s -> assertThat(s.shape()).isInstanceOf(Shape.class));
    GradientProbe.check(row.layer().toString(), y, values);
  }
}
