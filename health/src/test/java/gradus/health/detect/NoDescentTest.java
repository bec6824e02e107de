package gradus.health.detect;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.health.Finding;
import gradus.health.Severity;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of a network that knows less at the end than the neighbours of its examples. */
final class NoDescentTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    // what, numbers to learn, neighbours, training loss, score, severity if found
    "classes far below, false, 0.9, 0.5, 0.55, WARNING",
    "classes somewhat below, false, 0.9, 0.5, 0.65,",
    "numbers far below, true, 0.9, 0.5, 0.45, WARNING",
    "numbers somewhat below, true, 0.9, 0.35, 0.7, WARNING",
    "numbers of a task with noise, true, 0.85, 0.35, 0.6,",
    "numbers far below in a task with noise, true, 0.85, 0.5, 0.5, WARNING",
    "numbers a little below, true, 0.9, 0.35, 0.77,",
    "numbers that were learned better, true, 0.9, 0.2, 0.7,",
    "a training loss that fell, true, 0.9, 0.1, 0.45,",
    "neighbours that are not known, false, NaN, 0.5, 0.4,"
  })
  void isHeldAgainstNeighbours(
      String what,
      boolean values,
      double neighbours,
      double train,
      double score,
      Severity severity) {
    List<Finding> found =
        new NoDescent().examine(MadeUp.patient(700, values, neighbours, train, 0.5, 0.5, score));
    assertThat(found)
        .extracting(Finding::severity)
        .isEqualTo(severity == null ? List.of() : List.of(severity));
  }
}
