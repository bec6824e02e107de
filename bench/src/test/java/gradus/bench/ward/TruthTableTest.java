package gradus.bench.ward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import gradus.health.Symptom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables of truths are read as other people write them. */
class TruthTableTest {
  @Test
  void takesColumnsInAnyOrderAndCase() {
    List<Truth> truths =
        TruthTable.read(
            """
            Layer , Symptom,Sick or Healthy, Run file,author
            dense_2,Exploding gradient,SICK,a.yaml,x
            ,,healthy,b.yaml,y
            -,Dead ReLU + vanishing,Faulty,c.yaml,
            """,
            "t");
    assertThat(truths).extracting(Truth::file).containsExactly("a.yaml", "b.yaml", "c.yaml");
    assertThat(truths.get(0).symptom()).contains(Symptom.EXPLODING);
    assertThat(truths.get(0).layer()).isEqualTo("dense_2");
    assertThat(truths.get(0).get("author")).isEqualTo("x");
    assertThat(truths.get(1).sick()).isFalse();
    assertThat(truths.get(2).symptom()).contains(Symptom.DEAD_UNITS);
    assertThat(truths.get(2).also()).containsExactly(Symptom.VANISHING);
    assertThat(truths.get(2).layer()).isEmpty();
  }

  @Test
  void takesATableWithoutNames() {
    List<Truth> truths = TruthTable.read("a.yaml;sick;NaN;\nb.yaml;healthy;;\n", "t");
    assertThat(truths.getFirst().symptom()).contains(Symptom.NON_FINITE);
    assertThat(truths.getLast().sick()).isFalse();
  }

  @Test
  void takesASymptomThatIsCalledHealthy() {
    assertThat(TruthTable.read("file,symptom\na.yaml,healthy\nb.yaml,NaN loss\n", "t"))
        .extracting(Truth::sick)
        .containsExactly(false, true);
  }

  @ParameterizedTest
  @CsvSource({
    "exploding gradients, EXPLODING",
    "Vanishing Gradient, VANISHING",
    "dying relu, DEAD_UNITS",
    "saturation, SATURATED_UNITS",
    "NaN/Inf, NON_FINITE",
    "learning rate too high, RATE_TOO_HIGH",
    "LR: rate_too_low, RATE_TOO_LOW",
    "poor weight initialisation, BAD_INITIALIZATION",
    "unnormalized inputs, INPUTS_NOT_NORMALIZED",
    "wrong loss, MISFIT",
    "overfit, OVERFITTING",
    "frozen layers, FROZEN_PARAMETERS",
    "loss not decreasing, NOT_DECREASING",
    "loss spikes, OSCILLATING"
  })
  void knowsTheWordsOfPeople(String word, Symptom symptom) {
    assertThat(Words.symptom(word)).isEqualTo(symptom);
  }

  @Test
  void knowsItsOwnWords() {
    for (Symptom symptom : Symptom.values()) {
      assertThat(Words.symptom(symptom.word())).isEqualTo(symptom);
      assertThat(Words.symptom(symptom.words())).isEqualTo(symptom);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | t: is empty",
        "'one,two\n1,2\n' | must have 'file' and 'healthy or sick' or 'symptom'",
        "'file,state,symptom\na.yaml,sick,\n' | t:2: is sick of nothing; give its symptom",
        "'file,state,symptom\na.yaml,perhaps,\n' | t:2: got 'perhaps'; must be sick or healthy",
        "'file,state,symptom\na.yaml,sick,cough\n' | t:2: got the symptom 'cough'",
        "'file,state,symptom\n,sick,NaN\n' | t:2: names no run file"
      })
  void saysWhatIsWrong(String text, String sentence) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TruthTable.read(text, "t"))
        .withMessageContaining(sentence);
  }

  @Test
  void readsWhatItWrote() {
    Truth truth =
        new Truth(
            "a.yaml",
            Optional.of(Symptom.VANISHING),
            List.of(Symptom.BAD_INITIALIZATION),
            "dense_1..dense_4|rescale_1",
            Map.of("kind", "fault", "also", "bad_initialization"));
    String text = TruthTable.text(List.of(truth), List.of("kind", "also"));
    assertThat(TruthTable.read(text, "t")).containsExactly(truth);
  }
}
