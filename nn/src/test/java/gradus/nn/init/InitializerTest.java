package gradus.nn.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.core.shape.DType;
import gradus.core.shape.Shape;
import gradus.core.tensor.Key;
import gradus.core.tensor.Tensor;
import gradus.nn.ParameterSpec;
import gradus.nn.Sequential;
import gradus.nn.Trace;
import gradus.nn.activation.Activations;
import gradus.nn.layer.Conv2d;
import gradus.nn.layer.Dense;
import gradus.nn.layer.Flatten;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class InitializerTest {
  /** What numbers of an initializer must look like; bound is infinite where there is none. */
  private record Row(Initializer initializer, Shape shape, double mean, double std, double bound) {}

  private static final Shape MATRIX = Shape.of(300, 200);
  private static final Shape GROUPED = Shape.of(3, 3, 16, 256);
  private static final double NONE = Double.POSITIVE_INFINITY;

  private static final List<Row> ROWS =
      List.of(
          new Row(new Zeros(), MATRIX, 0, 0, 0),
          new Row(new Constant(2), MATRIX, 2, 0, 2),
          new Row(new Uniform(-1, 3), MATRIX, 1, 4 / Math.sqrt(12), 3),
          new Row(new Normal(1, 2), MATRIX, 1, 2, NONE),
          new Row(new TruncatedNormal(0, 1, 2), MATRIX, 0, 1, 2 / 0.8796256610342398),
          new Row(new XavierUniform(1), MATRIX, 0, Math.sqrt(2.0 / 500), Math.sqrt(6.0 / 500)),
          new Row(new XavierNormal(5.0 / 3), MATRIX, 0, 5.0 / 3 * Math.sqrt(2.0 / 500), NONE),
          new Row(new HeUniform(0, false), MATRIX, 0, Math.sqrt(2.0 / 300), Math.sqrt(6.0 / 300)),
          new Row(new HeNormal(0.1, true), MATRIX, 0, Math.sqrt(2 / 1.01 / 200), NONE),
          new Row(new HeNormal(0, false), GROUPED, 0, Math.sqrt(2.0 / 144), NONE),
          new Row(new HeNormal(0, true), GROUPED, 0, Math.sqrt(2.0 / 2304), NONE),
          new Row(new LecunUniform(), MATRIX, 0, Math.sqrt(1.0 / 300), Math.sqrt(3.0 / 300)),
          new Row(new LecunNormal(), GROUPED, 0, 1.0 / 12, NONE),
          new Row(new Orthogonal(1), MATRIX, 0, 1 / Math.sqrt(300), NONE),
          new Row(new IdentityMatrix(1), Shape.of(2, 2), 0.5, 0.5, 1));

  @Test
  void everyInitializerHasARow() {
    assertThat(
            ROWS.stream().map(r -> Initializers.CATALOG.entryOf(r.initializer()).name()).toList())
        .containsAll(Initializers.CATALOG.names());
  }

  @TestFactory
  Stream<DynamicTest> statisticsAndRoundTrips() {
    return ROWS.stream()
        .map(
            row ->
                DynamicTest.dynamicTest(row.initializer() + " " + row.shape(), () -> check(row)));
  }

  private static void check(Row row) {
    Object tree = Initializers.CATALOG.write(row.initializer());
    assertThat(Initializers.CATALOG.read(tree, "")).isEqualTo(row.initializer());
    float[] values = row.initializer().values(row.shape(), 42);
    assertThat(values).hasSize(row.shape().count());
    assertThat(row.initializer().values(row.shape(), 42)).isEqualTo(values);
    double mean = 0;
    double largest = 0;
    for (float value : values) {
      mean += value / (double) values.length;
      largest = Math.max(largest, Math.abs(value));
    }
    double variance = 0;
    for (float value : values) {
      variance += (value - mean) * (value - mean) / values.length;
    }
    // Five standard errors of 60,000 numbers.
    assertThat(mean).isCloseTo(row.mean(), within(1e-9 + 0.02 * row.std()));
    assertThat(Math.sqrt(variance)).isCloseTo(row.std(), within(1e-9 + 0.02 * row.std()));
    assertThat(largest).isLessThanOrEqualTo(row.bound() + 1e-6);
  }

  @Test
  void seedsDiffer() {
    assertThat(new Normal(0, 1).values(Shape.of(8), 1))
        .isNotEqualTo(new Normal(0, 1).values(Shape.of(8), 2));
  }

  @Test
  void truncationIsCorrected() {
    assertThat(TruncatedNormal.correction(2)).isCloseTo(0.8796256610342398, within(1e-12));
    assertThat(TruncatedNormal.correction(1)).isCloseTo(0.5395600937548969, within(1e-12));
  }

  @Test
  void orthogonalKeepsLengths() {
    for (int[] size : new int[][] {{6, 3}, {3, 6}, {5, 5}, {2, 3, 4}}) {
      Shape shape = Shape.of(size);
      int columns = shape.size(-1);
      int rows = shape.count() / columns;
      Tensor q = Tensor.of(Shape.of(rows, columns), new Orthogonal(2).values(shape, 9));
      Tensor gram = rows >= columns ? q.transpose().matmul(q) : q.matmul(q.transpose());
      float[] expected = Tensor.eye(Math.min(rows, columns)).mul(4).toFloats();
      assertThat(gram.toFloats()).containsExactly(expected, within(1e-5f));
    }
  }

  @Test
  void identityOfAKernelSitsInTheMiddle() {
    float[] values = new IdentityMatrix(1).values(Shape.of(3, 3, 2, 2), 0);
    assertThat(values[16]).isEqualTo(1);
    assertThat(values[19]).isEqualTo(1);
    assertThatThrownBy(() -> new IdentityMatrix(1).values(Shape.of(3), 0))
        .hasMessageContaining("matrix");
  }

  @Test
  void theDefaultFitsWhatFollows() {
    Map<String, Initializer> starts = new HashMap<>();
    Sequential model =
        Sequential.of(
            Dense.of(3), Activations.RELU, Dense.of(3).activation(Activations.SELU), Dense.of(1));
    for (ParameterSpec spec : Trace.parameters(model, Shape.of(2, 4), DType.F32)) {
      starts.put(spec.name(), spec.initializer());
    }
    assertThat(starts.get("dense_1.weight")).isEqualTo(new DefaultFor(Activations.RELU.fit()));
    assertThat(starts.get("dense_2.weight")).isEqualTo(new DefaultFor(Activations.SELU.fit()));
    assertThat(starts.get("dense_3.weight")).isEqualTo(new DefaultFor(Initializer.Fit.LINEAR));
    assertThat(starts.get("dense_1.bias")).isEqualTo(new Zeros());
  }

  @Test
  void lsuvGivesUnitVarianceBeforeEveryActivation() {
    Sequential model =
        Sequential.of(
            Conv2d.of(4, 3).activation(Activations.RELU),
            Flatten.of(),
            Dense.of(8),
            Activations.TANH,
            Dense.of(3));
    Tensor batch = Tensor.of(Shape.of(16, 3, 3, 1), new Normal(1, 3).values(Shape.of(144), 1));
    Map<String, Tensor> values = new HashMap<>();
    for (ParameterSpec spec : Trace.parameters(model, batch.shape(), DType.F32)) {
      values.put(spec.name(), Tensor.of(spec.shape(), spec.initializer().values(spec.shape(), 5)));
    }
    Map<String, Double> scales = Lsuv.scales(model, batch, values);
    assertThat(scales).containsOnlyKeys("conv2d_1.kernel", "dense_1.weight", "dense_2.weight");
    scales.forEach((name, scale) -> values.computeIfPresent(name, (_, w) -> w.mul(scale)));
    Trace trace = Trace.of(model, batch, false, Key.of(0, 0), values);
    for (Trace.Application a : trace.applications()) {
      Tensor signal =
          switch (a.path()) {
            case "conv2d_1.relu_1" -> a.input();
            case "dense_1", "dense_2" -> a.output();
            default -> null;
          };
      if (signal != null) {
        assertThat(signal.variance().item()).as(a.path()).isCloseTo(1, within(0.03f));
      }
    }
  }
}
