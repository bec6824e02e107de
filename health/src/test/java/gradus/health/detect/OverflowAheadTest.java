package gradus.health.detect;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.health.Case;
import gradus.health.Finding;
import gradus.health.Symptom;
import gradus.train.log.Event;
import gradus.train.log.RunHistory;
import gradus.train.run.RunFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signals that grow by some bits a step, under a schedule. */
final class OverflowAheadTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    // what, schedule, bits a step, whether it is told
    "a constant rate, '', 4, true",
    "too slow to matter, '', 0.1, false",
    "a rate that soon falls, 'multi_step: {at: [12], factor: 0.005}', 4, false",
    "one that falls by little, 'multi_step: {at: [12], factor: 0.5}', 4, true",
    "one that falls too late, 'multi_step: {at: [120], factor: 0.005}', 4, true",
    "one that fell on the way, 'multi_step: {at: [5], factor: 0.005}', 4, false",
    "one that fell before, 'multi_step: {at: [2], factor: 0.005}', 4, true"
  })
  void isToldUnlessTheScheduleStopsIt(String what, String schedule, double bits, boolean told) {
    String yaml =
        "data: {set: iris}%nmodel: [{dense: 3}]%nloss: cross_entropy%n".formatted()
            + (schedule.isEmpty() ? "" : "schedule: {" + schedule + "}");
    Case made = MadeUp.patient(700, false, 0.9, 0.5, 0.5, 0.5, 0.5);
    List<Event> events = new ArrayList<>();
    for (int step = 1; step <= 8; step++) {
      events.add(new Event.SignalFlow(step, List.of(link(Math.pow(2, 22 + bits * step)))));
    }
    Case growing =
        new Case(
            new RunHistory(events, false, 0),
            Optional.of(RunFile.parse(yaml, "made up", List.of())),
            made.intake());
    assertThat(new OverflowAhead().examine(growing))
        .extracting(Finding::symptom)
        .isEqualTo(told ? List.of(Symptom.NON_FINITE) : List.of());
  }

  private static Event.Link link(double max) {
    Event.Spread spread = new Event.Spread(1, 0, max, new Event.Histogram(0, List.of(9), 1, 0));
    return new Event.Link(
        "dense_1", "dense", Event.Role.WEIGHT, spread, Optional.empty(), 1, 1, Optional.empty());
  }
}
