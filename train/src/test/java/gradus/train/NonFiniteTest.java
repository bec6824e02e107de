package gradus.train;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.compile.Compiler;
import gradus.core.cpu.Cpu;
import gradus.core.shape.Shape;
import gradus.nn.Layer;
import gradus.nn.Sequential;
import gradus.nn.activation.Activations;
import gradus.nn.layer.Dense;
import gradus.nn.layer.Flatten;
import gradus.nn.loss.CrossEntropy;
import gradus.nn.loss.MeanSquaredError;
import gradus.nn.optim.Sgd;
import gradus.train.data.Batch;
import gradus.train.data.DataSplit;
import gradus.train.data.catalog.DataCatalog;
import gradus.train.log.EndReason;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The first value that is not finite is found, with its operation and its examples. */
class NonFiniteTest {
  private static final Compiler VECTORS = new Compiler(Cpu.detect());
  private static final DataSplit DATA = DataCatalog.load("digits").withValidation(0.2, 1);

  private static Batch batch(float... features) {
    return new Batch(features, new int[0], new float[features.length], features.length);
  }

  private static Optional<NonFinite> find(Layer model, Batch batch) {
    Recipe recipe = Recipe.of(model, new MeanSquaredError(), Sgd.of(0.1));
    try (Engine engine = new Engine(recipe, Shape.of(1), 1, 1, VECTORS, 1)) {
      return engine.findNonFinite(batch, 5, 5, 0.1);
    }
  }

  @Test
  void allFiniteIsNothing() {
    assertThat(find(Sequential.of(Dense.of(1)), batch(1, 2, 3))).isEmpty();
  }

  @Test
  void theDataThemselves() {
    NonFinite found = find(Sequential.of(Dense.of(1)), batch(1, 2, Float.NaN, 3)).orElseThrow();
    assertThat(found.operation()).isEqualTo("input");
    assertThat(found.way()).isEqualTo(NonFinite.Way.FORWARD);
    assertThat(found.rows()).containsExactly(2);
    assertThat(found.sentence()).contains("the data themselves").contains("step 5");
  }

  @Test
  void aLogarithmOfNothingOnTheWayForward() {
    Layer own = (x, _) -> x.log();
    NonFinite found = find(Sequential.of(own, Dense.of(1)), batch(1, 0, 2, 0)).orElseThrow();
    assertThat(found.layer()).isEqualTo("layer_1");
    assertThat(found.operation()).isEqualTo("log");
    assertThat(found.kind()).isEqualTo(Float.NEGATIVE_INFINITY);
    assertThat(found.rows()).containsExactly(1, 3);
    assertThat(found.inputs()).containsExactly(0f);
    assertThat(found.count()).isEqualTo(2);
    assertThat(found.sentence())
        .isEqualTo(
            "The first minus infinity arises in layer_1, in the log of 0.000, on the way forward,"
                + " in step 5 (2 of 4 elements).");
  }

  @Test
  void aRootOfNothingOnTheWayBack() {
    // sqrt is finite at 0, its derivative is not
    Layer own = (x, _) -> x.sqrt();
    Layer zero = Dense.of(1).initializer(new gradus.nn.init.Zeros());
    NonFinite found = find(Sequential.of(zero, own), batch(1, 2)).orElseThrow();
    assertThat(found.way()).isEqualTo(NonFinite.Way.BACKWARD);
    assertThat(found.layer()).isEqualTo("layer_1");
  }

  @Test
  void aTrainingIsRepeatedUpToTheStepInWhichItBroke() {
    Trainer trainer =
        Trainer.of(
                Sequential.of(
                    new Flatten(), Dense.of(32).activation(Activations.RELU), Dense.of(10)),
                CrossEntropy.ofLabels(),
                Sgd.of(1e25))
            .epochs(3)
            .batch(64)
            .seed(1)
            .threads(1)
            .compiler(VECTORS);
    Result result = trainer.fit(DATA);
    assertThat(result.reason()).isEqualTo(EndReason.NOT_FINITE);
    NonFinite found = trainer.findNonFinite(DATA, 100).orElseThrow();
    assertThat(found.step()).isBetween(1L, result.progress().updates());
    assertThat(found.layer()).isNotEmpty();
    assertThat(found.examples()).allMatch(example -> example < DATA.train().size());
  }
}
