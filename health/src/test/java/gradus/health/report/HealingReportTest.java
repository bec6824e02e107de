package gradus.health.report;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.health.Finding;
import gradus.health.Severity;
import gradus.health.Symptom;
import gradus.health.heal.Attempt;
import gradus.health.heal.Evidence;
import gradus.health.heal.Healed;
import gradus.health.heal.LastLook;
import gradus.health.heal.Pair;
import gradus.health.heal.Verdict;
import gradus.health.heal.edit.Edit;
import gradus.health.heal.trial.PairedInterval;
import gradus.train.log.Event;
import gradus.train.run.RunFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page about a healing, of numbers that were made up. */
class HealingReportTest {
  private static final String EVIL = "</script><script>alert(1)</script>\"'><img src=x>";

  @TempDir private Path folder;

  private static RunFile run(String rate) {
    return RunFile.parse(
        """
        name: tall
        data: {set: iris}
        model: [dense: 3]
        loss: cross_entropy
        optimizer: {adam: {rate: %s}}
        train: {epochs: 2}
        """
            .formatted(rate),
        "test",
        List.of());
  }

  private static List<Event> events(int layers, double slope, String name) {
    List<Event> events = new ArrayList<>(PretendNetwork.run(6, layers, slope, name).events());
    events.add(new Event.Validated(3, 1.5, Map.of()));
    return events;
  }

  private static Healed healed(Verdict verdict, String text, List<Pair> pairs) {
    boolean cured = verdict == Verdict.HEALED;
    Finding finding = Finding.of(Symptom.VANISHING, Severity.SICK, text, 1, text);
    Evidence evidence =
        new Evidence(
            "loss",
            2.3,
            24,
            240,
            pairs,
            new PairedInterval(3, 1, cured ? 0.5 : -0.5, 1.5),
            cured ? List.of() : List.of(finding),
            List.of(),
            cured
                ? Optional.of(new LastLook("error", 240, new Pair(7, 0.3, 0.1)))
                : Optional.empty(),
            events(4, 0.1, text),
            events(2, 1, text),
            run("0.003"),
            "hash");
    return new Healed(
        verdict,
        (cured ? "healed: " : "not healed: ") + text,
        run("0.3"),
        cured ? run("0.003") : run("0.3"),
        List.of(finding),
        cured
            ? List.of(new Edit("optimizer.adam.rate", 0.3, 0.003, "lower_rate", text))
            : List.of(),
        pairs.isEmpty() ? Optional.empty() : Optional.of(evidence),
        List.of(new Attempt(List.of(), 8, 1, text)),
        1.25,
        61,
        Map.of());
  }

  private static final List<Pair> PAIRS =
      List.of(new Pair(7, 2, 0.5), new Pair(8, 2.2, 0.7), new Pair(9, 2.1, 0.6));

  @Test
  void tellsEditsProofCostAndCurves() throws Exception {
    Path file = folder.resolve("tall-healed.html");
    HealingReport.write(healed(Verdict.HEALED, "it shrinks", PAIRS), file);
    String page = Files.readString(file);
    assertThat(page)
        .contains("<b>Healed.</b> It shrinks.", "<h1>tall, healing</h1>")
        .contains("cost in trainings</dt><dd>1.25</dd>", "time</dt><dd>1 min 1 s</dd>")
        .contains("<span class=\"gone\">- optimizer: {adam: 0.3}</span>")
        .contains("<span class=\"new\">+ optimizer: {adam: 0.003}</span>")
        .contains("<span class=\"comment\">+ # lower_rate: it shrinks</span>")
        .contains("optimizer.adam.rate: 0.3 → 0.003")
        .contains("<th scope=\"row\">8</th><td>2.2</td><td>0.7</td><td>−1.5</td>")
        .contains("0.37 times what it was", "between 0.22 and 0.61", "24 of 240 steps")
        .contains("✓ better beyond chance", "✓ no alarm left")
        .contains("✓ better answers in the end, too</b>: held-out error 0.3 → 0.1 after 240 steps")
        .contains("id=\"cure-loss\"", "id=\"cure-flow\"", "id=\"flow-before\"", "id=\"flow-after\"")
        .contains("4 before, 0 after", "What was found", "What was changed", "What speaks for it");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void heldOutScoresBetweenEpochsAreInTheCurve() {
    String page = HealingReport.html(healed(Verdict.HEALED, "x", PAIRS), folder);
    assertThat(page)
        .contains(
            "{\"name\":\"before, held out\",\"faint\":false,\"x\":[3.0,6.0],\"y\":[1.5,1.1]}");
  }

  @Test
  void loadsNothingAndNamesCannotBreakOut() {
    String page = HealingReport.html(healed(Verdict.HEALED, EVIL, PAIRS), folder);
    assertThat(page)
        .contains("default-src 'none'", "alert(1)")
        .doesNotContain("<script>alert", "<img src=x", "{{")
        .doesNotContainPattern("(src|href|action)\\s*=\\s*[\"']?\\s*(https?:)?//")
        .doesNotContainPattern("url\\(|@import|<link");
    assertThat(Pattern.compile("<script").matcher(page).results()).hasSize(3);
    assertThat(Pattern.compile("</script").matcher(page).results()).hasSize(3);
  }

  @Test
  void whatWasNotProvedIsNotCalledHealed() {
    String page = HealingReport.html(healed(Verdict.NOT_HEALED, "it shrinks", PAIRS), folder);
    assertThat(page)
        .contains("<b>Sick.</b> Not healed: it shrinks.")
        .contains("✗ better beyond chance", "✗ no alarm left", "still there: the gradient vanishes")
        .doesNotContain("What was changed");
    assertThat(HealingReport.html(healed(Verdict.NOT_HEALED, "x", List.of()), folder))
        .doesNotContain("What speaks for it", "Before and after");
  }
}
