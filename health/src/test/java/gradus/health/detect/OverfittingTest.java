package gradus.health.detect;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.health.Case;
import gradus.health.Finding;
import gradus.health.Intake;
import gradus.health.Severity;
import gradus.train.log.EndReason;
import gradus.train.log.Event;
import gradus.train.log.RunHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of a training whose loss goes to nothing while the held-out loss does not. */
final class OverfittingTest {
  private static final int EPOCHS = 20;

  /**
   * Losses are in units of a blind answer: in training they fall to 0.02, held out to {@code best}
   * in the middle and then change evenly to {@code last}.
   */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    // what, examples, numbers to learn, neighbours, best, last, score at the end, severity if found
    "the held-out loss climbs, 700, false, NaN, 0.60, 0.75, 0.50, WARNING",
    "it climbs far, 700, false, NaN, 0.60, 0.95, 0.50, SICK",
    "it climbs and answers are good, 700, false, NaN, 0.60, 0.75, 0.70, NOTE",
    "it stays and some is learned, 700, false, NaN, 0.60, 0.60, 0.55, NOTE",
    "it stays and little is learned, 700, false, NaN, 0.60, 0.60, 0.40, WARNING",
    "it stays and neighbours know far more, 700, false, 0.95, 0.60, 0.60, 0.55, WARNING",
    "it stays and neighbours know little more, 700, false, 0.65, 0.60, 0.60, 0.55, NOTE",
    "it stays with few examples, 90, false, NaN, 0.60, 0.60, 0.55, WARNING",
    "thirty examples, 30, false, NaN, 0.30, 0.30, 0.80, WARNING",
    "numbers by thirty examples, 30, true, NaN, 0.40, 0.40, 0.60, WARNING",
    "they explain numbers well, 30, true, NaN, 0.25, 0.25, 0.75,",
    "they explain them well but it climbs far, 30, true, NaN, 0.25, 0.70, 0.75, SICK"
  })
  void isJudgedByClimbExamplesAndNeighbours(
      String what,
      int examples,
      boolean values,
      double neighbours,
      double best,
      double last,
      double score,
      Severity severity) {
    List<Finding> found =
        new Overfitting()
            .examine(
                new Case(
                    history(values, best, last, score),
                    Optional.empty(),
                    Optional.of(intake(examples, values, neighbours))));
    assertThat(found)
        .extracting(Finding::severity)
        .isEqualTo(severity == null ? List.of() : List.of(severity));
  }

  private static Intake intake(int examples, boolean values, double neighbours) {
    return new Intake(
        new Intake.Inputs(examples, 4, 1, 3, 1, 1, "a", 0, 0, 0, false),
        new Intake.Answers(
            values ? 0 : 4, 1, values ? Double.NaN : 0, 0, 1, 1, 0, -1, -1, neighbours, 0, 1, 0),
        List.of(),
        null,
        null,
        1,
        EPOCHS * 10L);
  }

  private static RunHistory history(boolean values, double best, double last, double score) {
    List<Event> events = new ArrayList<>();
    events.add(
        new Event.RunStarted(
            Instant.EPOCH,
            "made up",
            1,
            "dense",
            10_000,
            0,
            Map.of(),
            Map.of("held out", "300 examples"),
            "",
            ""));
    long step = 0;
    for (int epoch = 1; epoch <= EPOCHS; epoch++) {
      double way = epoch / (double) EPOCHS;
      double loss = 1 - 0.98 * Math.min(1, 2 * way);
      double held = way < 0.5 ? 1 - (1 - best) * 2 * way : best + (last - best) * (2 * way - 1);
      for (int i = 0; i < 10; i++) {
        OptionalDouble one = OptionalDouble.of(1);
        events.add(new Event.StepDone(++step, epoch, loss, 0.1, one, one, 1));
      }
      events.add(
          new Event.EpochDone(
              step,
              epoch,
              loss,
              Map.of(),
              OptionalDouble.of(held),
              Map.of(values ? "r2" : "accuracy", score),
              0.1,
              1000,
              OptionalDouble.empty()));
    }
    events.add(
        new Event.RunEnded(step, EndReason.EPOCHS, EPOCHS, 1, "", OptionalDouble.empty(), 0, ""));
    return new RunHistory(events, false, 0);
  }
}
