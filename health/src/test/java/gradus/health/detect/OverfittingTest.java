package gradus.health.detect;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.health.Finding;
import gradus.health.Severity;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of a training whose loss goes to nothing while the held-out loss does not. */
final class OverfittingTest {
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
    "it climbs and neighbours know about as much, 700, false, 0.55, 0.60, 0.75, 0.50, NOTE",
    "it climbs and neighbours know little, 700, false, 0.45, 0.60, 0.75, 0.40, WARNING",
    "thirty examples, 30, false, NaN, 0.30, 0.30, 0.80, WARNING",
    "numbers by thirty examples, 30, true, NaN, 0.40, 0.40, 0.60, WARNING",
    "they explain numbers well, 30, true, NaN, 0.25, 0.25, 0.75,",
    "they explain them well but it climbs far, 30, true, NaN, 0.25, 0.70, 0.75, SICK",
    "densities too sure of themselves, 300, true, NaN, 0.20, 0.90, 0.95, NOTE"
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
            .examine(MadeUp.patient(examples, values, neighbours, 0.02, best, last, score));
    assertThat(found)
        .extracting(Finding::severity)
        .isEqualTo(severity == null ? List.of() : List.of(severity));
  }
}
