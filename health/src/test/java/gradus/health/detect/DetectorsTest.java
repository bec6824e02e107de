package gradus.health.detect;

import static gradus.health.detect.Patient.diabetes;
import static gradus.health.detect.Patient.hidden;
import static gradus.health.detect.Patient.rows;
import static gradus.health.detect.Patient.wine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.of;

import gradus.health.Finding;
import gradus.health.Symptom;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each detector is first at a network that was really trained sick, and silent at look-alikes. */
class DetectorsTest {
  private static final String RELU = "activation: relu";

  static Stream<Arguments> sick() {
    String huge = "activation: tanh, initializer: {normal: {std: 5}}";
    return Stream.of(
        of(Symptom.VANISHING, "dense", wine(10, "activation: sigmoid").rate("adam", 1e-3)),
        of(
            Symptom.EXPLODING,
            "dense",
            wine(8, "activation: relu, initializer: {normal: {std: 2}}").rate("sgd", 0.1)),
        of(
            Symptom.DEAD_UNITS,
            "relu_1",
            wine("{dense: 16}, {rescale: {offset: -20}}, relu, {dense: 3}")),
        of(Symptom.SATURATED_UNITS, "dense", wine(3, huge).rate("sgd", 0.02)),
        of(
            Symptom.NON_FINITE,
            "rescale_2",
            wine(
                "{dense: {units: 16, activation: relu}}, {rescale: {factor: 1e30}},"
                    + " {rescale: {factor: 1e30}}, {dense: 3}")),
        of(
            Symptom.OSCILLATING,
            "",
            wine(2, RELU)
                .with("optimizer", "{momentum: {rate: 0.05, momentum: 0.999}}")
                .with("train", "{epochs: 30, batch: 8}")),
        of(
            Symptom.OSCILLATING,
            "",
            wine(2, RELU)
                .with("optimizer", "{adam: {rate: 0.01, beta1: 0.999, beta2: 0.9}}")
                .with("train", "{epochs: 30, batch: 8}")),
        of(Symptom.OSCILLATING, "", wine(2, RELU).rate("lion", 0.1)),
        of(
            Symptom.OSCILLATING,
            "",
            wine(2, RELU).with("optimizer", "{adam: {rate: 0.3, beta2: 0}}")),
        of( // squares that are remembered for two steps
            Symptom.OSCILLATING,
            "",
            wine(2, RELU).with("optimizer", "{adam: {rate: 0.3, beta2: 0.6}}")),
        of(
            Symptom.OSCILLATING,
            "",
            wine(2, RELU).with("optimizer", "{rmsprop: {rate: 1, alpha: 0.3}}")),
        of(
            Symptom.OSCILLATING,
            "",
            wine(2, RELU).rate("adam", 0.3).with("train", "{epochs: 4, batch: 1}")),
        of(
            Symptom.DEAD_UNITS,
            "dense",
            wine(2, RELU)
                .with("optimizer", "{momentum: {rate: 0.03}}")
                .with("schedule", "{linear: {start: 300, end: 1, length: 8}}")),
        of( // half of the units
            Symptom.DEAD_UNITS,
            "dense",
            wine(2, RELU)
                .rate("sgd", 0.1)
                .with("schedule", "{linear: {start: 30, end: 1, length: 4}}")),
        of( // too large at once
            Symptom.NON_FINITE,
            "rescale_1",
            wine("{rescale: {factor: 1e38}}, " + hidden(2, RELU) + "{dense: 3}")),
        of( // an exponential that overflows at once
            Symptom.NON_FINITE,
            "rescale_1",
            diabetes(hidden(1, RELU) + "{dense: 1}, {rescale: {factor: 300}}")
                .with("loss", "poisson_nll")),
        of(
            Symptom.NON_FINITE,
            "",
            wine(2, RELU).with("optimizer", "{rmsprop: {rate: 0.01, epsilon: 0}}")),
        of(
            Symptom.MISFIT,
            "dense_1",
            wine("{dense: 16}, {dense: 16}, {dense: 2}")
                .with("data", xor(200))
                .with("train", "{epochs: 30, batch: 16}")),
        of( // a table so large that the units behind it are full
            Symptom.BAD_INITIALIZATION,
            "embedding_1",
            wine("{embedding: {count: 6, features: 4, initializer: {normal: {std: 100}}}},"
                    + " {rnn: 16}, {dense: 2}")
                .with("data", words(200))
                .with("train", "{epochs: 20, batch: 16}")),
        of(
            Symptom.FROZEN_PARAMETERS,
            "dense_1",
            wine(2, RELU).with("groups", "[{match: {pattern: '/.*/', frozen: true}}]")),
        of(
            Symptom.NOT_DECREASING,
            "softmax_1",
            wine(hidden(1, RELU) + "{dense: 1}, softmax, {dense: 3}")),
        of(Symptom.MISFIT, "dense_2", diabetes(hidden(1, RELU) + "{dense: 1}, log_softmax")),
        of(
            Symptom.MISFIT,
            "dense_2",
            diabetes(hidden(1, RELU) + "{dense: 1}").with("loss", "kl_div")),
        of(
            Symptom.OSCILLATING,
            "",
            wine(2, RELU).rate("sgd", 0.05).with("schedule", "{cyclic: {peak: 1000, up: 0.06}}")),
        of(
            Symptom.NON_FINITE,
            "",
            wine(2, RELU).with("optimizer", "{sgd: {rate: 0.05, decay: 60}}")),
        of(
            Symptom.RATE_TOO_LOW,
            "",
            wine(2, RELU).rate("sgd", 0.05).with("schedule", "{constant: {warmup: 1000000}}")),
        of(
            Symptom.INPUTS_NOT_NORMALIZED,
            "rescale_1",
            wine("{rescale: {factor: 1e-3}}, " + hidden(3, RELU) + "{dense: 3}").rate("sgd", 0.05)),
        of(
            Symptom.NOT_DECREASING,
            "rescale_1",
            wine("{rescale: {factor: 0}}, " + hidden(2, RELU) + "{dense: 3}")),
        of(
            Symptom.NOT_DECREASING,
            "layer_norm_1",
            wine(hidden(1, RELU) + "{dense: 1}, layer_norm, {dense: 3}")),
        of(
            Symptom.SATURATED_UNITS,
            "relu6_1",
            wine("{dense: 16}, {rescale: {offset: 40}}, relu6, {dense: 3}").rate("sgd", 1e-3)),
        of(
            Symptom.RATE_TOO_LOW,
            "",
            wine(2, RELU).with("groups", "[{match: {pattern: '*', rate: 1e-5}}]")),
        of(Symptom.MISFIT, "dense_3", wine(2, RELU).with("loss", "{cross_entropy: {ignore: 1}}")),
        of(
            Symptom.MISFIT,
            "dense_3",
            wine(2, RELU).with("loss", "{cross_entropy: {weights: [1, 1000, 1]}}")),
        of(
            Symptom.NOT_DECREASING,
            "",
            wine(2, RELU)
                .with("data", "{set: wine, validation: 0.2, augment: {noise: 30}}")
                .with("train", "{epochs: 4, batch: 8}")),
        of(
            Symptom.NOT_DECREASING,
            "",
            wine(2, RELU).with("optimizer", "{momentum: {rate: 0.05, decay: 3}}")),
        of(
            Symptom.MISFIT,
            "dense_2",
            diabetes(hidden(1, RELU) + "{dense: 1}").with("loss", "cosine_embedding")),
        of(Symptom.NOT_DECREASING, "", wine(2, RELU).with("penalties", "{l2: 3}")),
        of( // large weights make a small penalty large
            Symptom.SATURATED_UNITS,
            "rnn_1",
            rows("{rnn: {units: 16, recurrent_initializer: {normal: {std: 12}}}}")
                .with("penalties", "{l2: 0.003}")),
        of( // labels of other examples are learned by heart, and nothing is held out
            Symptom.OVERFITTING,
            "",
            wine("flatten, {dense: {units: 64, activation: relu}}, {dense: 10}")
                .with("data", "{set: digits, limit: 300, label_shift: 40}")
                .rate("adam", 0.01)
                .with("train", "{epochs: 40, batch: 16}")),
        of( // few examples, and nothing is held out
            Symptom.OVERFITTING,
            "",
            wine("flatten, {dense: {units: 64, activation: relu}}, {dense: 10}")
                .with("data", "{set: digits, limit: 30}")
                .rate("adam", 0.01)
                .with("train", "{epochs: 40, batch: 16}")),
        of( // not quite as few
            Symptom.OVERFITTING,
            "",
            wine("flatten, {dense: {units: 32, activation: relu}}, {dense: 10}")
                .with("data", "{set: digits, limit: 90}")
                .rate("adam", 0.01)
                .with("train", "{epochs: 40, batch: 16}")),
        of(
            Symptom.NOT_DECREASING,
            "",
            diabetes(hidden(2, RELU) + "{dense: 1}")
                .with("data", "{set: diabetes, validation: 0.06}")
                .rate("adam", 1e-3)
                .with("penalties", "{l2: 0.3}")),
        of(
            Symptom.NOT_DECREASING,
            "gaussian_noise_1",
            wine("{gaussian_noise: 12}, " + hidden(2, RELU) + "{dense: 3}")),
        of(
            Symptom.NOT_DECREASING,
            "dropout",
            wine(
                hidden(1, RELU)
                    + "{dropout: 0.95}, "
                    + hidden(1, RELU)
                    + "{dropout: 0.95}, {dense: 3}")),
        of(
            Symptom.BAD_INITIALIZATION,
            "dense_1",
            wine(3, "activation: relu, initializer: {constant: 0.1}")),
        of(Symptom.RATE_TOO_HIGH, "", wine(2, RELU).rate("adam", 3)),
        of(Symptom.RATE_TOO_LOW, "", wine(2, RELU).rate("adam", 1e-7)),
        of(
            Symptom.INPUTS_NOT_NORMALIZED,
            "input",
            wine(2, RELU).with("data", "{set: wine, validation: 0.2, normalize: none}")),
        of(
            Symptom.MISFIT,
            "dense_3",
            wine(hidden(2, RELU) + "{dense: {units: 3, activation: softmax}}").rate("sgd", 0.01)),
        of(
            Symptom.MISFIT,
            "dense_2",
            diabetes(hidden(1, RELU) + "{dense: {units: 1, activation: tanh}}")
                .with("data", "{set: diabetes, validation: 0.2, normalize_targets: none}")),
        of(
            Symptom.OVERFITTING,
            "",
            diabetes("{dense: {units: 128, activation: relu}}, ".repeat(2) + "{dense: 1}")
                .with("train", "{epochs: 60, batch: 16}")),
        of(
            Symptom.SATURATED_UNITS,
            "rnn_1",
            rows("{rnn: {units: 16, recurrent_initializer: {normal: {std: 4}}}}")),
        of( // what the state brings to the gates
            Symptom.SATURATED_UNITS,
            "gru_1",
            rows("{gru: {units: 16, recurrent_initializer: {normal: {std: 12}}}}")),
        of(
            Symptom.SATURATED_UNITS,
            "gru_1",
            rows("{gru: {units: 16, initializer: {normal: {std: 60}}}}")),
        of(
            Symptom.VANISHING,
            "rnn_1",
            rows("{rnn: {units: 16, activation: sigmoid}}").rate("adam", 1e-3)),
        of(
            Symptom.EXPLODING,
            "rnn_1",
            rows("{rnn: {units: 16, activation: relu, recurrent_initializer: {orthogonal: 20}}}")),
        of(
            Symptom.BAD_INITIALIZATION,
            "lstm_1",
            rows("{lstm: {units: 16, initializer: {constant: 0.1},"
                    + " recurrent_initializer: {constant: 0.1}}}")
                .rate("adam", 1e-3)),
        of(Symptom.FROZEN_PARAMETERS, "dense_1", wine(2, RELU).rate("sgd", 0)),
        of( // gates make no reservoir
            Symptom.FROZEN_PARAMETERS,
            "lstm_1",
            rows("{lstm: 32}")
                .rate("adam", 0.01)
                .with("train", "{epochs: 20, batch: 16}")
                .with("groups", "[{match: {pattern: lstm_1.*, frozen: true}}]")),
        of(
            Symptom.FROZEN_PARAMETERS,
            "dense_1",
            wine(6, "activation: tanh, initializer: {normal: {std: 0.4}}")
                .with("groups", "[{match: {pattern: '/dense_[1-6].*/', frozen: true}}]")
                .with("train", "{epochs: 4, batch: 8}")));
  }

  /** Points in a square: whether both coordinates have one sign. */
  private static String xor(int points) {
    StringBuilder inputs = new StringBuilder();
    StringBuilder labels = new StringBuilder();
    for (int i = 0; i < points; i++) {
      double x = i * 0.618034 % 1 - 0.5;
      double y = i * 0.754878 % 1 - 0.5;
      String comma = i == 0 ? "" : ", ";
      inputs.append(comma).append(String.format(Locale.ROOT, "[%.3f, %.3f]", x, y));
      labels.append(comma).append(x * y > 0 ? 1 : 0);
    }
    return "{inline: {inputs: [" + inputs + "], labels: [" + labels + "]}, validation: 0.2}";
  }

  /**
   * Rows of five of six words; whether the words before the last sum to more than they mostly do.
   */
  private static String words(int rows) {
    StringBuilder inputs = new StringBuilder();
    StringBuilder labels = new StringBuilder();
    for (int i = 0; i < rows; i++) {
      int[] row = new int[5];
      int first = i;
      Arrays.setAll(row, t -> first * (t + 7) * 31 / (t + 3) % 6);
      String comma = i == 0 ? "" : ", ";
      inputs.append(comma).append(Arrays.toString(row));
      labels.append(comma).append(row[0] + row[1] + row[2] + row[3] > 10 ? 1 : 0);
    }
    return "{inline: {inputs: [" + inputs + "], labels: [" + labels + "]}, validation: 0.2}";
  }

  @ParameterizedTest
  @MethodSource("sick")
  void findsTheCauseFirst(Symptom symptom, String layer, Patient patient) {
    List<Finding> found = patient.trained();
    assertThat(found).as("%s", found).isNotEmpty();
    Finding first = found.getFirst();
    assertThat(first.symptom()).as("%s", found).isEqualTo(symptom);
    assertThat(first.severity().alarms()).as("%s", first).isTrue();
    assertThat(first.layer()).startsWith(layer);
    assertThat(first.evidence()).isNotEmpty();
    assertThat(first.sentence()).endsWith(".");
    assertThat(List.of(first.threshold(), first.cause(), first.formula())).doesNotContain("");
    assertThat(first.remedies()).isNotEmpty();
    assertThat(first.alternatives()).isNotEmpty();
  }

  @Test
  void aTrainingThatSomebodyStopsEarlyIsNotJudgedAsOneThatEnded() {
    for (long step : new long[] {1, 5, 20}) {
      List<Finding> found = rows("{lstm: 24}").interruptedAfter(step);
      assertThat(found).noneMatch(finding -> finding.severity().alarms());
    }
  }

  static Stream<Arguments> wellThatLooksSick() {
    String raw = "{set: wine, validation: 0.2, normalize: none}";
    return Stream.of(
        of("a plain network", wine(2, RELU)),
        of("a sigmoid that learns slowly", wine(2, "activation: sigmoid").rate("adam", 0.01)),
        of(
            "a code that is 90 % zeros",
            wine("{dense: 128}, {rescale: {offset: -1}}, relu, {dense: 3}")),
        of(
            "dropout that is harder than usual",
            wine(hidden(1, RELU) + "{dropout: 0.7}, {dense: 3}")),
        of("converged", wine(2, RELU).with("train", "{epochs: 100, batch: 16}")),
        of(
            "frozen on purpose",
            wine(2, RELU).with("groups", "[{match: {pattern: dense_1.*, frozen: true}}]")),
        of(
            "ReZero",
            wine(
                "{dense: {units: 16, activation: relu}}, "
                    + ("{residual: {layers: [{dense: {units: 16, activation: relu}}],"
                            + " scaled: true}}, ")
                        .repeat(6)
                    + "{dense: 3}")),
        of(
            "edge of stability",
            wine(2, "activation: tanh")
                .rate("sgd", 0.5)
                .with("train", "{epochs: 150, batch: 142}")),
        of("gates that stand open", rows("{lstm: {units: 24, forget_bias: 6}}")),
        of(
            "a memory that is short where the last times are enough",
            rows("{rnn: {units: 32, recurrent_initializer: {orthogonal: 0.3}}}")
                .with("train", "{epochs: 30, batch: 16}")),
        of(
            "a recurrence that starts at zero",
            rows("{rnn: {units: 32, output: all, recurrent_initializer: zeros}}, flatten")),
        of(
            "a reservoir",
            rows("{rnn: 64}")
                .rate("adam", 0.01)
                .with("train", "{epochs: 20, batch: 16}")
                .with("groups", "[{match: {pattern: rnn_1.*, frozen: true}}]")),
        of(
            "a toy that is learned by heart",
            wine("flatten, {dense: {units: 64, activation: relu}}, {dense: 10}")
                .with("data", "{set: digits, limit: 9}")
                .with("train", "{epochs: 80, batch: 9}")
                .rate("adam", 0.01)),
        of(
            "some examples that few weights learn, and nothing is held out",
            wine("flatten, {dense: 10}")
                .with("data", "{set: digits, limit: 80}")
                .with("train", "{epochs: 80, batch: 16}")
                .rate("adam", 0.01)),
        of("warm-up", wine(2, RELU).with("schedule", "{cosine: {warmup: 0.3}}")),
        of(
            "dropout",
            wine(
                "{dense: {units: 64, activation: relu}}, {dropout: 0.5},"
                    + " {dense: {units: 64, activation: relu}}, {dropout: 0.5}, {dense: 3}")),
        of(
            "large targets",
            diabetes(hidden(2, RELU) + "{dense: 1}")
                .with("data", "{set: diabetes, validation: 0.2, normalize_targets: none}")
                .with("train", "{epochs: 60, batch: 16}")
                .rate("adam", 0.01)),
        of(
            "raw inputs behind a norm",
            wine("batch_norm, " + hidden(2, RELU) + "{dense: 3}").with("data", raw)),
        of(
            "a deep linear network",
            wine(8, "initializer: orthogonal").rate("adam", 1e-3).with("train", "{epochs: 15}")),
        of(
            "batches of one",
            wine(2, RELU).rate("sgd", 0.01).with("train", "{epochs: 6, batch: 1}")),
        of("a head of zeros", wine(hidden(2, RELU) + "{dense: {units: 3, initializer: zeros}}")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wellThatLooksSick")
  void staysSilent(String what, Patient patient) {
    assertThat(patient.trained()).as(what).noneMatch(finding -> finding.severity().alarms());
  }
}
