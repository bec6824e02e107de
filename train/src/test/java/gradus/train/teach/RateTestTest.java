package gradus.train.teach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.ir.Data;
import gradus.core.shape.Shape;
import gradus.nn.Layer;
import gradus.nn.Sequential;
import gradus.nn.activation.Relu;
import gradus.nn.init.Zeros;
import gradus.nn.layer.Dense;
import gradus.nn.layer.Flatten;
import gradus.nn.loss.CrossEntropy;
import gradus.nn.loss.MeanSquaredError;
import gradus.nn.optim.Adam;
import gradus.nn.optim.Sgd;
import gradus.train.Engine;
import gradus.train.Trainer;
import gradus.train.data.DataSplit;
import gradus.train.data.Dataset;
import gradus.train.data.Values;
import gradus.train.data.catalog.DataCatalog;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RateTestTest {
  private static final RateTest TEST = RateTest.USUAL.between(1e-5, 100).steps(120);

  /** L = (w - t)^2 has curvature 2: descent converges below rate 1 and explodes above. */
  @Test
  void quadraticExplodesAboveTwoOverCurvature() {
    Layer model = (x, scope) -> x.mul(0).add(scope.parameter("w", Shape.of(1), new Zeros()));
    Dataset data =
        Dataset.of("two", Shape.of(1), new float[2], new Values(new float[] {3, 4}, List.of("y")));
    Trainer trainer = Trainer.of(model, new MeanSquaredError(), Sgd.of(1)).batch(1).threads(1);
    RateCurve curve = TEST.run(trainer, DataSplit.whole(data));
    assertThat(curve.explodes()).isTrue();
    assertThat(curve.points().getLast().rate()).isBetween(1.0, 30.0);
    assertThat(curve.suggested().getAsDouble()).isBetween(0.01, 1.0);
    assertThat(curve.careful().getAsDouble()).isBetween(0.01, 1.0);
    assertThat(curve.advice()).contains("falls fastest").contains("runs away");
  }

  @Test
  void digitsWithAdamWantAThousandthToATenth() {
    Layer model = Sequential.of(Flatten.of(), Dense.of(32).activation(new Relu()), Dense.of(10));
    Trainer trainer =
        Trainer.of(model, CrossEntropy.ofLabels(), Adam.of(1e-3)).batch(32).threads(1).seed(4);
    DataSplit digits = DataCatalog.load("digits");
    RateCurve curve = TEST.run(trainer, digits);
    assertThat(curve.suggested().getAsDouble()).isBetween(1e-3, 0.2);
    assertThat(curve.plot().series()).hasSize(3);
    assertThat(curve.plot().x().log()).isTrue();
    assertThat(TEST.run(trainer, digits)).isEqualTo(curve);
  }

  @Test
  void engineIsLeftAsItWas() {
    Layer model = Sequential.of(Flatten.of(), Dense.of(10));
    Trainer trainer =
        Trainer.of(model, CrossEntropy.ofLabels(), Adam.of(1e-3)).batch(32).threads(1);
    DataSplit digits = DataCatalog.load("digits");
    try (Engine engine = trainer.engine(digits)) {
      Map<String, Data> before = engine.snapshot();
      TEST.steps(10).run(engine, trainer.batches(digits));
      Map<String, Data> after = engine.snapshot();
      before.forEach(
          (name, data) -> assertThat(after.get(name).toBits()).as(name).isEqualTo(data.toBits()));
    }
  }

  @Test
  void withoutAFallNothingIsSuggested() {
    Layer model = (x, scope) -> x.mul(scope.parameter("w", Shape.of(1), new Zeros()));
    Dataset data =
        Dataset.of("zero", Shape.of(1), new float[] {0}, new Values(new float[] {3}, List.of("y")));
    Trainer trainer = Trainer.of(model, new MeanSquaredError(), Sgd.of(1)).batch(1).threads(1);
    RateCurve curve = TEST.run(trainer, DataSplit.whole(data));
    assertThat(curve.suggested()).isEmpty();
    assertThat(curve.careful()).isEmpty();
    assertThat(curve.explodes()).isFalse();
    assertThat(curve.advice()).contains("does not fall").contains("does not reach the weights");
  }

  @Test
  void settingsAreChecked() {
    assertThatThrownBy(() -> TEST.between(1, 0.1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 < low < high");
  }
}
