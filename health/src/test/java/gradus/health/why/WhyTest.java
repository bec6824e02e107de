package gradus.health.why;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.train.run.RunFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class WhyTest {
  /** A glove game: a left and either of two right gloves are worth 1. */
  @Test
  void sharesOfTheGloveGame() {
    double[] shares = Shapley.shares(3, set -> (set & 1) != 0 && (set & 6) != 0 ? 1 : 0);
    assertThat(shares[0]).isCloseTo(4 / 6.0, within(1e-12));
    assertThat(shares[1]).isCloseTo(1 / 6.0, within(1e-12));
    assertThat(shares[2]).isCloseTo(1 / 6.0, within(1e-12));
  }

  @Test
  void blamesTheSigmoidsAndAcquitsTheInputs() {
    String yaml =
        """
        data: {set: iris, validation: 0.2}
        model: [%s {dense: 3}]
        loss: cross_entropy
        optimizer: {adam: {rate: 1e-3}}
        train: {epochs: 2, batch: 16, threads: 1}
        """
            .formatted("{dense: {units: 8, activation: sigmoid}}, ".repeat(8));
    RunFile run = RunFile.parse(yaml, "why", List.of());
    Why why = Why.of(run);
    assertThat(why.decades()).isGreaterThan(4);
    assertThat(why.causes().getFirst().suspect()).isEqualTo(Suspect.SLOPE);
    assertThat(why.acquitted()).doesNotContain(Suspect.SLOPE);
    double shared = why.causes().stream().mapToDouble(Why.Cause::decades).sum();
    assertThat(shared).isCloseTo(Math.abs(why.decades()) - Math.abs(why.blameless()), within(0.7));
    assertThat(Why.of(run)).isEqualTo(why);
  }

  @Test
  void blamesTheStartOfARecurrence() {
    String yaml =
        """
        data: {set: digits, limit: 200, validation: 0.2}
        model: [{reshape: [8, 8]}, {rnn: {units: 16, recurrent_initializer: {normal: {std: 6}}}}, {dense: 10}]
        loss: cross_entropy
        optimizer: {adam: {rate: 1e-3}}
        train: {epochs: 2, batch: 16, threads: 1}
        """;
    Why why = Why.of(RunFile.parse(yaml, "why", List.of()));
    assertThat(why.causes().getFirst().suspect()).isEqualTo(Suspect.SCALE);
    assertThat(why.causes().getFirst().decades()).isGreaterThan(1);
  }
}
