package gradus.train.teach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.core.ir.Data;
import gradus.core.shape.Shape;
import gradus.nn.Layer;
import gradus.nn.Sequential;
import gradus.nn.activation.Glu;
import gradus.nn.activation.Prelu;
import gradus.nn.activation.Relu;
import gradus.nn.activation.Sigmoid;
import gradus.nn.activation.Softmax;
import gradus.nn.activation.Tanh;
import gradus.nn.layer.BatchNorm;
import gradus.nn.layer.Conv2d;
import gradus.nn.layer.Dense;
import gradus.nn.layer.Dropout;
import gradus.nn.layer.Embedding;
import gradus.nn.layer.Flatten;
import gradus.nn.layer.GroupNorm;
import gradus.nn.layer.Join;
import gradus.nn.layer.LayerNorm;
import gradus.nn.layer.MaxPool;
import gradus.nn.layer.Parallel;
import gradus.nn.layer.Residual;
import gradus.nn.layer.RmsNorm;
import gradus.nn.loss.CrossEntropy;
import gradus.nn.loss.Huber;
import gradus.nn.loss.Loss;
import gradus.nn.loss.MeanSquaredError;
import gradus.train.data.Batch;
import gradus.train.data.catalog.DataCatalog;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DerivationTest {
  private static final Layer XOR =
      Sequential.of(Dense.of(3).activation(new Sigmoid()), Dense.of(1).activation(new Sigmoid()));
  private static final float[] W1 = {0.5f, -0.4f, 0.3f, 0.9f, 1.0f, -0.7f};
  private static final float[] B1 = {0.1f, -0.2f, 0.25f};
  private static final float[] W2 = {-1.2f, 1.1f, 0.6f};
  private static final float[] B2 = {0.3f};
  private static final float[] X = {1, 0, 1, 1};
  private static final float[] T = {1, 0};

  private static Derivation xor() {
    Map<String, Data> values =
        Map.of(
            "dense_1.weight", Data.floats(Shape.of(2, 3), W1),
            "dense_1.bias", Data.floats(Shape.of(3), B1),
            "dense_2.weight", Data.floats(Shape.of(3, 1), W2),
            "dense_2.bias", Data.floats(Shape.of(1), B2));
    Sample sample = Sample.of(Shape.of(2), new Batch(X, new int[0], T, 2));
    return Derivation.of(XOR, new MeanSquaredError(), sample, values, 0);
  }

  @Test
  void xorStandsOnTheBoardWithItsFormulas() {
    assertThat(xor().text())
        .contains("z₁ = x W₁ + b₁   : [2, 2] → [2, 3]")
        .contains("a₁ = sigmoid(z₁)")
        .contains("z₂ = a₁ W₂ + b₂   : [2, 3] → [2, 1]")
        .contains("L = 1/N Σ (a₂ − t)²")
        .contains("δ₂ = ∂L/∂z₂ = (2/N (a₂ − t)) ⊙ sigmoid′(z₂)   : [2, 1]")
        .contains("∂L/∂W₂ = a₁ᵀ δ₂   : [3, 1]")
        .contains("∂L/∂b₂ = Σ_batch δ₂   : [1]")
        .contains("δ₁ = ∂L/∂z₁ = (δ₂ W₂ᵀ) ⊙ sigmoid′(z₁)   : [2, 3]")
        .contains("∂L/∂W₁ = xᵀ δ₁   : [2, 3]")
        .contains("∂L/∂b₁ = Σ_batch δ₁   : [3]")
        .contains("sigmoid′(z) = a (1 − a),  where a = sigmoid(z)")
        .contains("All compared agree");
  }

  /** Plain loops, as in a textbook; nothing of the library. */
  @Test
  void numbersEqualThoseByHand() {
    double[][] a1 = new double[2][3];
    double[] a2 = new double[2];
    double[] delta2 = new double[2];
    double[][] delta1 = new double[2][3];
    double[] gradientW1 = new double[6];
    double[] gradientB1 = new double[3];
    double[] gradientW2 = new double[3];
    double gradientB2 = 0;
    double loss = 0;
    for (int n = 0; n < 2; n++) {
      double z2 = B2[0];
      for (int j = 0; j < 3; j++) {
        double z1 = B1[j] + X[2 * n] * W1[j] + X[2 * n + 1] * W1[3 + j];
        a1[n][j] = 1 / (1 + Math.exp(-z1));
        z2 += a1[n][j] * W2[j];
      }
      a2[n] = 1 / (1 + Math.exp(-z2));
      loss += (a2[n] - T[n]) * (a2[n] - T[n]) / 2;
      delta2[n] = (a2[n] - T[n]) * a2[n] * (1 - a2[n]);
      gradientB2 += delta2[n];
      for (int j = 0; j < 3; j++) {
        gradientW2[j] += a1[n][j] * delta2[n];
        delta1[n][j] = delta2[n] * W2[j] * a1[n][j] * (1 - a1[n][j]);
        gradientB1[j] += delta1[n][j];
        gradientW1[j] += X[2 * n] * delta1[n][j];
        gradientW1[3 + j] += X[2 * n + 1] * delta1[n][j];
      }
    }
    Derivation board = xor();
    assertNumbers(board, "L", loss);
    assertNumbers(board, "a₂", a2);
    assertNumbers(board, "a₁", flat(a1));
    assertNumbers(board, "δ₂", delta2);
    assertNumbers(board, "δ₁", flat(delta1));
    assertNumbers(board, "∂L/∂W₂", gradientW2);
    assertNumbers(board, "∂L/∂b₂", gradientB2);
    assertNumbers(board, "∂L/∂W₁", gradientW1);
    assertNumbers(board, "∂L/∂b₁", gradientB1);
    assertThat(board.check().passed()).isTrue();
    assertThat(board.check().findings()).allMatch(found -> found.checked() == found.size());
  }

  private static double[] flat(double[][] rows) {
    return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
  }

  /** The numbers that stand behind "symbol =" and in the rows below. */
  private static void assertNumbers(Derivation board, String symbol, double... expected) {
    List<String> lines =
        board.lines().stream()
            .map(line -> line.kind() == Derivation.Kind.NUMBERS ? line.text() : "END = 0")
            .toList();
    int at = 0;
    while (!lines.get(at).startsWith(symbol + " = ")) {
      at++;
    }
    StringBuilder text = new StringBuilder(lines.get(at).substring(symbol.length() + 3));
    while (!lines.get(++at).contains("=")) {
      text.append(' ').append(lines.get(at));
    }
    double[] found =
        Arrays.stream(text.toString().replace('−', '-').trim().split("\\s+"))
            .mapToDouble(Double::parseDouble)
            .toArray();
    assertThat(found).as(symbol).hasSize(expected.length);
    for (int i = 0; i < found.length; i++) {
      assertThat(found[i]).as(symbol).isCloseTo(expected[i], within(1e-5 * Math.abs(expected[i])));
    }
  }

  @Test
  void everyKindOfLayerHasItsFormula() {
    Layer model =
        Sequential.of(
            Conv2d.of(4, 3).stride(2).activation(new Relu()),
            BatchNorm.of(),
            MaxPool.of(2),
            Residual.of(Conv2d.of(4, 3), LayerNorm.of(), new Tanh()),
            GroupNorm.of(2),
            Flatten.of(),
            RmsNorm.of(),
            Dropout.of(0.25),
            Parallel.of(Dense.of(4), Dense.of(4).activation(Prelu.of())).join(Join.MULTIPLY),
            Residual.of(Dense.of(4)).withScale(),
            Dense.of(20),
            Glu.of(),
            (x, _) -> x.mul(2),
            Dense.of(10));
    Sample digits = Sample.first(DataCatalog.load("digits").train(), 3);
    Derivation board = Derivation.of(model, CrossEntropy.ofLabels(), digits);
    assertThat(board.check().passed()).isTrue();
    assertThat(board.text())
        .contains("z₁ = x ∗ K₁ + b₁   : [3, 8, 8, 1] → [3, 4, 4, 4]")
        .contains("x[n, 2·p + t − before, c]")
        .contains("δ₁ = ∂L/∂z₁ = ((g₂ − mean(g₂) − x̂₂ ⊙ mean(g₂ ⊙ x̂₂)) / √(v₂ + ε)) ⊙ relu′(z₁)")
        .contains("∂L/∂γ₂ = Σ ∂L/∂a₂ ⊙ x̂₂")
        .contains("∂L/∂a₃ = ∂L/∂a₆ + δ₄ ∗ᵀ K₄")
        .contains("max of a₂ over each window of 2")
        .contains("a₆ = a₃ + a₅")
        .contains("= group_norm(a₆, γ₇, β₇)")
        .contains("(∂a₇/∂a₆)ᵀ ∂L/∂a₇")
        .contains("reshape(")
        .contains("with probability 0.25")
        .contains("⊙ min(z₁₂, 0)")
        .contains("δ₁₁ ⊙ a₁₂".replace("δ₁₁", "∂L/∂a₁₃"))
        .contains("z₁₄")
        .contains("Σ ∂L/∂a₁₅ ⊙ z₁₄")
        .contains("by u: sigmoid(v)")
        .contains("1/N (p − y)   : [3, 10]")
        .contains("p = softmax(");
    assertThat(board.lines())
        .filteredOn(line -> line.kind() == Derivation.Kind.NUMBERS)
        .as("no matrices of a large network, only its check")
        .hasSize(board.check().findings().size());
  }

  @Test
  void embeddingGathersAndItsGradientAddsUp() {
    Layer model = Sequential.of(Embedding.of(4, 2), Flatten.of(), Dense.of(2), Softmax.of());
    Sample ids = Sample.ofValues(Shape.of(3), new float[] {1, 3, 1}, 0.2f, 0.8f).ids();
    String text = Derivation.of(model, new Huber(1.0), ids).text();
    assertThat(text)
        .contains("a₁[n] = E₁[x[n]]")
        .contains("∂L/∂E₁ = Σ_(n with x[n] = i) ∂L/∂a₁[n]  in row i   : [4, 2]")
        .contains("a₃ ⊙ (∂L/∂a₃ − Σ_j ∂L/∂a₃ ⊙ a₃)")
        .contains("clamp(a₃ − t, −1, 1)");
  }

  @Test
  void wrongGradientIsSaidAloud() {
    Layer wrong = (x, _) -> x.tanh().withGradient(List.of(x), g -> List.of(g));
    Derivation board =
        Derivation.of(
            Sequential.of(Dense.of(2), wrong),
            new MeanSquaredError(),
            Sample.ofValues(Shape.of(2), new float[] {1, 2}, 0, 1));
    assertThat(board.check().passed()).isFalse();
    assertThat(board.text()).contains("dense_1.weight: WRONG").contains("They do NOT all agree");
  }

  @Test
  void modelsWithoutSequenceAndLossesOfOnesOwnWork() {
    Loss own = (output, target) -> output.sub(target).abs().sqrt();
    Sample sample = Sample.ofValues(Shape.of(2), new float[] {1, 2}, 3, 1);
    String text = Derivation.of(Dense.of(2), own, sample).text();
    assertThat(text).contains("z₁ = x W₁ + b₁").contains("∂L/∂W₁ = xᵀ δ₁").contains("(∂L/∂z₁) of");
  }

  @Test
  void markdownKeepsFormulasInBlocks() {
    String markdown = xor().markdown();
    assertThat(markdown).startsWith("# Backpropagation through 4 steps with 13 parameters\n");
    assertThat(markdown).contains("\n## Backward\n").contains("\n### dense_2 → z₂\n");
    assertThat(markdown.split("```", -1).length % 2).isEqualTo(1);
  }
}
