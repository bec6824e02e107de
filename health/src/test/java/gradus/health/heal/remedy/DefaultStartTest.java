package gradus.health.heal.remedy;

import static gradus.health.heal.remedy.RemediesTest.drafts;
import static gradus.health.heal.remedy.RemediesTest.iris;
import static gradus.health.heal.remedy.RemediesTest.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import gradus.health.Symptom;
import gradus.train.run.RunFile;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Starts that are hardly meant go, others stay. */
class DefaultStartTest {
  @Test
  void anOddTableStartsByItsDefault() {
    String embedding = "embedding: {count: 9, features: 2, initializer: {%s}}, flatten, dense: 3";
    for (String odd : List.of("normal: {std: 300}", "normal: {mean: -3}", "zeros: {}")) {
      assertThat(yaml("zero_to_default_init", iris(embedding.formatted(odd)), Symptom.DEAD_UNITS))
          .as(odd)
          .doesNotContain("initializer");
    }
    for (String usual : List.of("normal: {std: 0.3}", "uniform: {low: -1, high: 1}")) {
      RunFile run = iris(embedding.formatted(usual));
      assertThat(drafts("zero_to_default_init", run, Symptom.DEAD_UNITS)).as(usual).isEmpty();
    }
  }

  @Test
  void aGainIsTakenOffARuleThatSuitsTheActivation() {
    String one = "dense: {units: 8, initializer: {%s}}, %s, dense: 3";
    RunFile bounded = iris(one.formatted("xavier_normal: 40", "tanh"));
    assertThat(yaml("zero_to_default_init", bounded, Symptom.SATURATED_UNITS))
        .contains("initializer: xavier_normal");
    RunFile relu = iris(one.formatted("orthogonal: {gain: 0.01}", "relu"));
    assertThat(yaml("zero_to_default_init", relu, Symptom.NOT_DECREASING))
        .doesNotContain("initializer");
    RunFile doubled = iris(one.formatted("orthogonal: {gain: 2}", "tanh"));
    assertThat(yaml("zero_to_default_init", doubled, Symptom.RATE_TOO_LOW))
        .doesNotContain("initializer");
    RunFile usual = iris("dense: {units: 8, initializer: xavier_normal}, tanh, dense: 3");
    assertThat(drafts("zero_to_default_init", usual, Symptom.RATE_TOO_HIGH)).isEmpty();
    assertThat(drafts("zero_to_default_init", usual, Symptom.EXPLODING)).hasSize(1);
  }
}
