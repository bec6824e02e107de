package gradus.train.golden;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The check itself must be able to fail. */
final class CheckTest {
  private static GoldenCase square(double y, double gradient) {
    Map<String, Values> x = Map.of("x", values(3));
    return new GoldenCase(
        "test",
        "square_0",
        "square",
        new Config(JsonMapper.shared().createObjectNode()),
        x,
        Map.of(),
        Map.of("y", values(y)),
        Map.of("y", values(2)),
        Map.of("x", values(gradient)),
        Map.of());
  }

  private static Values values(double... data) {
    return new Values(Shape.of(data.length), false, data);
  }

  @Test
  void passesTheTruth() {
    assertThat(Check.run(square(9, 12), Operation.x(Tensor::square))).isEmpty();
  }

  @Test
  void seesAWrongValueInBothPrecisions() {
    assertThat(Check.run(square(9.001, 12), Operation.x(Tensor::square)))
        .hasSize(2)
        .allMatch(failure -> failure.contains(" y[0] is 9.0, not 9.001"));
  }

  @Test
  void seesAWrongGradientThatOnlyFloat64CanSee() {
    assertThat(Check.run(square(9, 12 + 1e-6), Operation.x(Tensor::square)))
        .singleElement()
        .asString()
        .startsWith("FLOAT64 grad:x[0]");
  }

  @Test
  void seesWhatIsMissingMisshapenOrNoNumber() {
    assertThat(Check.run(square(9, 12), _ -> Map.of())).contains("no output y");
    assertThat(Check.run(square(9, 12), Operation.x(x -> x.square().sum())).get(0))
        .contains("has shape []");
    assertThat(Check.run(square(9, 12), Operation.x(x -> x.neg().sqrt().mul(x))).get(0))
        .contains("NaN");
  }
}
