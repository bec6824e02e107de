package gradus.train.report;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.train.log.EndReason;
import gradus.train.log.Event;
import gradus.train.log.RunHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class VerdictTest {
  @Test
  void aRunWithoutAnEndIsRunning() {
    Verdict verdict = verdict(epochs(new double[] {3, 2, 1}, new double[] {3, 2, 1}));
    assertThat(verdict.tone()).isEqualTo(Verdict.Tone.RUNNING);
    assertThat(verdict.sentence()).contains("the last step logged is 3");
  }

  @Test
  void aGoodRunHasNoRemarks() {
    Verdict verdict = verdict(ended(epochs(new double[] {4, 3, 2, 1}, new double[] {4, 3, 2, 1})));
    assertThat(verdict.tone()).isEqualTo(Verdict.Tone.GOOD);
    assertThat(verdict.remarks()).isEmpty();
  }

  @Test
  void aFlatLossIsNamed() {
    Verdict verdict = verdict(ended(epochs(new double[] {0.7, 0.7, 0.7}, new double[3])));
    assertThat(verdict.tone()).isEqualTo(Verdict.Tone.CAREFUL);
    assertThat(verdict.remarks()).singleElement().asString().contains("does not learn");
  }

  @Test
  void overfittingIsNamedWithItsEpoch() {
    Verdict verdict =
        verdict(ended(epochs(new double[] {4, 3, 2, 1, 0.5}, new double[] {4, 3, 3.2, 3.5, 4})));
    assertThat(verdict.remarks()).singleElement().asString().contains("epoch 2", "overfits");
  }

  @Test
  void aVanishingGradientIsNamed() {
    List<Event> events = epochs(new double[] {4, 3, 2}, new double[] {4, 3, 2});
    events.add(
        new Event.GradientFlow(
            3, List.of(Event.Part.of("first", 1e-9, 1, 1), Event.Part.of("last", 0.1, 1, 1))));
    assertThat(verdict(ended(events)).remarks())
        .singleElement()
        .asString()
        .contains("first is 1e-9", "vanishes");
  }

  private static List<Event> ended(List<Event> events) {
    events.add(new Event.RunEnded(3, EndReason.EPOCHS, 3, 9, "", OptionalDouble.empty(), 0, ""));
    return events;
  }

  private static List<Event> epochs(double[] losses, double[] held) {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < losses.length; i++) {
      events.add(
          new Event.EpochDone(
              i + 1,
              i + 1,
              losses[i],
              Map.of(),
              OptionalDouble.of(held[i]),
              Map.of(),
              0.1,
              10,
              OptionalDouble.empty()));
    }
    return events;
  }

  private static Verdict verdict(List<Event> events) {
    return Verdict.of(new RunHistory(events, false, 0));
  }
}
