package gradus.train.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.train.log.Event;
import gradus.train.log.RunHistory;
import gradus.train.log.RunLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {
  @TempDir Path folder;

  @Test
  void thePageHoldsEverySeriesOfTheLog() throws IOException {
    try (RunLog log = RunLog.open(folder)) {
      PretendRun.events("digits").forEach(log::append);
    }
    String page = Files.readString(Report.write(folder));
    JsonNode figures = data(page).get("figures");
    assertThat(figures.valueStream().map(f -> f.get("id").asString()))
        .containsExactly("loss", "metric-0", "rate", "norm");
    JsonNode loss = figures.get(0).get("series");
    assertThat(loss.valueStream().map(s -> s.get("name").asString()))
        .containsExactly("training, mean of an epoch", "validation", "each batch");
    assertThat(loss.get(1).get("x")).hasSize(PretendRun.EPOCHS);
    assertThat(loss.get(2).get("y")).hasSize(PretendRun.EPOCHS * PretendRun.STEPS);
    assertThat(page)
        .contains("Trained 20 epochs (460 steps) in 41 s; ended because all epochs are done.")
        .contains("Best accuracy: 0.9861 at step 414.", "sha256:1f0c9b6f3a5d", "Confusion matrix")
        .contains("conv2d: {filters: 32, kernel: 3}", "data:image/png;base64,", "2 times")
        .contains("Permission is hereby granted")
        .doesNotContain("{{");
    try (var files = Files.list(folder)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder("events.jsonl", "report.html");
    }
  }

  @Test
  void thePageLoadsNothing() {
    String page = html(PretendRun.events("digits"));
    assertThat(page)
        .contains("default-src 'none'")
        .doesNotContainPattern("(src|href|action)\\s*=\\s*[\"']?\\s*(https?:)?//")
        .doesNotContainPattern("url\\(|@import|<link");
  }

  @Test
  void namesCannotBreakOut() {
    String evil = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(1)>";
    List<Event> events = new ArrayList<>(PretendRun.events(evil));
    events.add(new Event.Warning(1, evil, evil));
    events.add(new Event.Checkpointed(1, evil, true));
    events.add(new Event.ConfusionCounted(1, List.of(evil), List.of(List.of(1L))));
    events.add(new Event.GradientFlow(461, List.of(Event.Part.of(evil, 1, 1, 1))));
    events.add(new Event.Validated(461, 0.1, Map.of(evil, 0.5)));
    String page = html(events);
    assertThat(page)
        .doesNotContain("<script>alert")
        .doesNotContain("<img src=x")
        .contains("alert(1)");
    assertThat(Pattern.compile("<script").matcher(page).results()).hasSize(3);
    assertThat(Pattern.compile("</script").matcher(page).results()).hasSize(3);
    assertThat(data(page).get("figures").get(2).get("series").get(0).get("name").asString())
        .isEqualTo("validation");
  }

  @Test
  void anEmptyLogAndNumbersThatAreNotFiniteStillMakeAPage() {
    assertThat(html(List.of())).contains("still going on");
    var none = OptionalDouble.empty();
    var infinite = OptionalDouble.of(Double.POSITIVE_INFINITY);
    String page =
        html(
            List.of(
                new Event.StepDone(1, 1, 0.5, 0.1, infinite, none, 1),
                new Event.StepDone(2, 1, Double.NaN, 0.1, infinite, none, 1),
                flow(1, Double.NaN),
                flow(2, 0)));
    assertThat(page).contains("The loss became NaN at step 2");
    assertThat(data(page).get("figures").get(0).get("series").get(0).get("y").get(1).isNull())
        .isTrue();
  }

  @Test
  void longRunsStaySmallAndKeepTheirPeaks() {
    List<Event> events = new ArrayList<>();
    var none = OptionalDouble.empty();
    for (int i = 1; i <= 100_000; i++) {
      events.add(new Event.StepDone(i, 1, i == 50_001 ? 77 : 1, 0.1, none, none, 1));
    }
    String page = html(events);
    assertThat(page.length()).isLessThan(400_000);
    JsonNode y = data(page).get("figures").get(0).get("series").get(0).get("y");
    assertThat(y.valueStream().mapToDouble(JsonNode::asDouble).max()).hasValue(77);
  }

  @Test
  void aFolderWithoutALogIsNamed() {
    assertThatThrownBy(() -> Report.write(folder)).hasMessageContaining("no events.jsonl");
  }

  @Test
  void partsStandInTheirChaptersBeforeThePagesOwn() {
    ReportPart part =
        new ReportPart(
            Chapter.GRADIENT, history -> List.of(new Prose("<Extra>", "<p>mine</p>", false)));
    ReportPart found =
        new ReportPart(
            Chapter.FINDINGS,
            history ->
                List.of(
                    new Verdict(Verdict.Tone.SICK, "It is <ill>.", List.of("Very.")),
                    new Prose("Found", "<p>evidence</p>", true)));
    String page =
        Report.html(new RunHistory(PretendRun.events("digits"), false, 0), List.of(part, found));
    assertThat(page)
        .contains("<b>Sick.</b> It is &lt;ill&gt;.", "<p>Very.</p>", "<p>Trained 20 epochs")
        .contains("<a href=\"#chapter-findings\">What was found</a>")
        .doesNotContain("<Extra>");
    assertThat(page.indexOf("evidence")).isLessThan(page.indexOf("id=\"loss\""));
    assertThat(page.indexOf("mine"))
        .isBetween(page.indexOf("id=\"chapter-gradient\""), page.indexOf("id=\"norm\""));
  }

  @Test
  void everyHeadingLinkAndLabelHasItsAim() {
    String page = html(PretendRun.events("digits"));
    for (Matcher link = Pattern.compile("href=\"#([^\"]+)\"").matcher(page); link.find(); ) {
      assertThat(page).contains("id=\"" + link.group(1) + "\"");
    }
    List<String> ids =
        Pattern.compile(" id=\"([^\"]+)\"").matcher(page).results().map(m -> m.group(1)).toList();
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(page).contains("<main id=\"main\"", "class=\"skip\"", "aria-label=\"Chapters\"");
  }

  @Test
  void mapsHoldEveryParameterAndStep() {
    JsonNode map = data(html(PretendRun.events("digits"))).get("maps").get(0);
    assertThat(map.get("id").asString()).isEqualTo("parameters");
    JsonNode view = map.get("views").get(0);
    assertThat(view.get("rows")).hasSize(8);
    assertThat(view.get("steps")).hasSize(PretendRun.EPOCHS * PretendRun.STEPS / 10);
    byte[] cells = java.util.Base64.getDecoder().decode(view.get("cells").asString());
    assertThat(cells).hasSize(2 * view.get("rows").size() * view.get("steps").size());
  }

  private static Event flow(long step, double rms) {
    return new Event.GradientFlow(step, List.of(Event.Part.of("dense_1.kernel", rms, 1, 1)));
  }

  private static String html(List<Event> events) {
    return Report.html(new RunHistory(events, false, 0));
  }

  private static JsonNode data(String page) {
    Matcher json = Pattern.compile("application/json\">(.*?)</script>").matcher(page);
    assertThat(json.find()).isTrue();
    return JsonMapper.builder().build().readTree(json.group(1));
  }
}
