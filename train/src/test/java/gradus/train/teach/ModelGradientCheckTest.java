package gradus.train.teach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.ir.Data;
import gradus.core.shape.Shape;
import gradus.nn.Layer;
import gradus.nn.Sequential;
import gradus.nn.activation.Relu;
import gradus.nn.activation.Sigmoid;
import gradus.nn.activation.Tanh;
import gradus.nn.layer.BatchNorm;
import gradus.nn.layer.Conv2d;
import gradus.nn.layer.Dense;
import gradus.nn.layer.Dropout;
import gradus.nn.layer.Embedding;
import gradus.nn.layer.Flatten;
import gradus.nn.layer.MaxPool;
import gradus.nn.layer.Residual;
import gradus.nn.loss.CrossEntropy;
import gradus.nn.loss.MeanSquaredError;
import gradus.nn.optim.L2;
import gradus.nn.optim.Sgd;
import gradus.train.Recipe;
import gradus.train.data.catalog.DataCatalog;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelGradientCheckTest {
  private static final Sample DIGITS = Sample.first(DataCatalog.load("digits").train(), 3);
  private static final ModelGradientCheck CHECK = ModelGradientCheck.USUAL.most(4);

  @Test
  void gradientsOfGoodModelsPass() {
    Layer model =
        Sequential.of(
            Conv2d.of(3, 3).activation(new Relu()),
            BatchNorm.of(),
            MaxPool.of(2),
            Flatten.of(),
            Dropout.of(0.3),
            Residual.of(Dense.of(48).activation(new Tanh())),
            Dense.of(10));
    ModelGradientCheck.Report report = CHECK.of(model, CrossEntropy.ofLabels(), DIGITS);
    assertThat(report.findings())
        .extracting(ModelGradientCheck.Finding::parameter)
        .contains("conv2d_1.kernel", "batch_norm_1.gamma", "dense_1.weight");
    assertThat(report.findings()).allMatch(found -> found.checked() >= 3 && found.worst() != null);
    assertThat(report.passed()).as(report.toString()).isTrue();
    assertThat(report.error()).isLessThan(1e-6);
  }

  @Test
  void idsAndPenaltiesBelongToTheCheck() {
    Layer model =
        Sequential.of(Embedding.of(5, 3), Flatten.of(), Dense.of(2).activation(new Sigmoid()));
    Sample ids = Sample.ofValues(Shape.of(3), new float[] {0, 4, 4}, 0.2f, 0.7f).ids();
    Recipe recipe = Recipe.of(model, new MeanSquaredError(), Sgd.of(0.1));
    ModelGradientCheck.Report plain = CHECK.of(recipe, ids, Map.of());
    ModelGradientCheck.Report penalized =
        CHECK.of(recipe.withPenalties(List.of(L2.of(0.1))), ids, Map.of());
    assertThat(plain.passed()).isTrue();
    assertThat(penalized.passed()).isTrue();
    assertThat(penalized.loss()).isGreaterThan(plain.loss());
  }

  @Test
  void wrongGradientIsFoundAndNamed() {
    Layer wrong = (x, _) -> x.tanh().withGradient(List.of(x), g -> List.of(g.mul(0.9)));
    Layer model = Sequential.of(Flatten.of(), Dense.of(6), wrong, Dense.of(10));
    ModelGradientCheck.Report report = CHECK.of(model, CrossEntropy.ofLabels(), DIGITS);
    assertThat(report.passed()).isFalse();
    assertThat(report.findings())
        .filteredOn(found -> !found.passed())
        .extracting(ModelGradientCheck.Finding::parameter)
        .containsExactly("dense_1.weight", "dense_1.bias");
    assertThat(report.findings().getFirst().sentence())
        .contains("WRONG")
        .contains("dense_1.weight");
  }

  @Test
  void reluAtZeroIsAKinkAndNoMistake() {
    Layer model = Sequential.of(Dense.of(1).activation(new Relu()));
    Sample sample = Sample.ofValues(Shape.of(2), new float[] {1, -1}, 0.5f);
    Map<String, Data> values =
        Map.of(
            "dense_1.weight", Data.floats(Shape.of(2, 1), 0.5f, 0.5f),
            "dense_1.bias", Data.floats(Shape.of(1), 0));
    Recipe recipe = Recipe.of(model, new MeanSquaredError(), Sgd.of(0.1));
    ModelGradientCheck.Report report = CHECK.nudge(0).of(recipe, sample, values);
    assertThat(report.passed()).isTrue();
    assertThat(report.findings()).allMatch(found -> found.kinks() == found.checked());
    assertThat(report.findings().getFirst().sentence()).contains("2 not differentiable here");
    assertThat(CHECK.of(recipe, sample, values).findings()).allMatch(found -> found.kinks() == 0);
  }

  @Test
  void kinkBesideThePointIsPassedBySmallerSteps() {
    Layer model = Sequential.of(Dense.of(1).activation(new Relu()));
    Sample sample = Sample.ofValues(Shape.of(1), new float[] {1}, 0.5f);
    Map<String, Data> values =
        Map.of(
            "dense_1.weight", Data.floats(Shape.of(1, 1), 0),
            "dense_1.bias", Data.floats(Shape.of(1), 4e-6f));
    Recipe recipe = Recipe.of(model, new MeanSquaredError(), Sgd.of(0.1));
    ModelGradientCheck.Report report = CHECK.nudge(0).of(recipe, sample, values);
    assertThat(report.passed()).isTrue();
    assertThat(report.findings()).allMatch(found -> found.kinks() == 0 && found.error() < 1e-6);
  }

  @Test
  void settingsAreChecked() {
    assertThatThrownBy(() -> ModelGradientCheck.USUAL.tolerance(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tolerance 0.0");
    assertThatThrownBy(() -> Sample.ofLabels(Shape.of(4), new float[4], 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("8 numbers");
  }

  /** The loss bends so that no single step is right to 3e-12; extrapolation is. */
  @Test
  void bendsAreExtrapolated() {
    Layer steep = (x, _) -> x.mul(3).sin();
    Layer model = Sequential.of(Dense.of(1), steep);
    Sample sample = Sample.ofValues(Shape.of(1), new float[] {3}, 0.5f);
    ModelGradientCheck.Report report =
        CHECK.tolerance(3e-12).nudge(0.3).of(model, new MeanSquaredError(), sample);
    assertThat(report.passed()).as(report.toString()).isTrue();
  }
}
