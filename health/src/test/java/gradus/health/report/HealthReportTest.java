package gradus.health.report;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.health.Detector;
import gradus.health.Finding;
import gradus.health.Severity;
import gradus.health.Symptom;
import gradus.train.log.Event;
import gradus.train.log.RunHistory;
import gradus.train.report.Report;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HealthReportTest {
  private static final String EVIL =
      "</script><script>alert(1)</script>\"'><img src=x onerror=alert(1)>";

  private static final Detector NOTHING = patient -> List.of();

  @Test
  void theGradientOfEachPieceIsHeldAgainstThatAtTheOutput() {
    JsonNode map = map(page(PretendNetwork.run(3, 5, 0.1, "dense_")), "flow-map");
    JsonNode view = map.get("views").get(0);
    assertThat(texts(view.get("rows"))).hasSize(10).startsWith("dense_1", "dense_1.sigmoid_1");
    assertThat(view.get("ramp").asString()).isEqualTo("diverging");
    short[] cells = cells(view);
    assertThat(cells[0]).isEqualTo((short) -5000);
    assertThat(cells[cells.length - 1]).isEqualTo((short) 0);
    short[] gains = cells(map.get("views").get(1));
    assertThat(gains[0]).as("no gain before the first layer").isEqualTo((short) 32766);
    assertThat(gains[3]).isEqualTo((short) -1000);
  }

  @Test
  void decadesAreStackedByRole() {
    String page = page(PretendNetwork.run(3, 5, 0.1, "dense_"));
    assertThat(page)
        .contains("id=\"decades\"", "<title>3, slope: 5</title>")
        .contains("id=\"decades-layer\"", "<title>dense_2.sigmoid_1, slope: 1</title>");
  }

  @Test
  void deepNetworksAreGroupedByLayer() {
    String page = page(PretendNetwork.run(2, 60, 0.9, "dense_"));
    assertThat(page).contains("<title>dense_60, slope:").doesNotContain("<title>dense_60.sigmoid");
  }

  @Test
  void histogramsUnitsAndUpdatesHaveTheirMaps() {
    String page = page(PretendNetwork.run(4, 3, 0.5, "dense_"));
    JsonNode values = map(page, "value-histograms");
    assertThat(values.get("views")).hasSize(6);
    byte[] shares = Base64.getDecoder().decode(values.get("views").get(0).get("cells").asString());
    int steps = 4;
    double all = 0;
    for (int row = 0; row < shares.length / steps; row++) {
      all += Math.pow((shares[row * steps] & 255) / 255.0, 2);
    }
    assertThat(all).isBetween(0.97, 1.03);
    JsonNode units = map(page, "units").get("views").get(0);
    assertThat(texts(units.get("rows")))
        .containsExactly("dense_1.sigmoid_1", "dense_2.sigmoid_1", "dense_3.sigmoid_1");
    assertThat(Base64.getDecoder().decode(units.get("cells").asString()))
        .startsWith(0, (int) Math.round(255 * Math.sqrt(4 / 32.0)));
    short[] updates = cells(map(page, "update-map").get("views").get(0));
    assertThat(updates[4]).as("a bias of 0 has no ratio").isEqualTo((short) 32766);
    assertThat(updates[5]).isEqualTo((short) -3000);
  }

  @Test
  void aFindingIsToldWithAllThatBelongsToIt() {
    Detector detector =
        patient ->
            List.of(
                Finding.of(Symptom.RATE_TOO_LOW, Severity.NOTE, "", 0, "A note."),
                Finding.of(Symptom.VANISHING, Severity.SICK, "dense_3", 7, "It vanishes.")
                    .with("gain", 0.236)
                    .threshold("three decades")
                    .cause("the slope")
                    .unless("small weights", "scale them")
                    .remedies("relu_activation")
                    .formula("δ = 1 < 2"),
                Finding.of(Symptom.OVERFITTING, Severity.WARNING, "", 9, "By heart."));
    String page =
        Report.html(PretendNetwork.run(2, 3, 0.5, "dense_"), HealthReport.parts(List.of(detector)));
    assertThat(page)
        .contains("<b>Sick.</b> It vanishes (1 more finding below).", "<p>Trained 1 epoch")
        .contains("The gradient vanishes: dense_3", "at step 7", "gain: <b>0.236</b>")
        .contains("three decades", "the slope", "small weights; to tell: scale them")
        .contains("relu activation", "δ = 1 &lt; 2", "before the first step");
    assertThat(page.indexOf("It vanishes.</p>")).isLessThan(page.indexOf("A note."));
  }

  @Test
  void detectorsThatFindNothingSaySoAndRuleOutThePagesOwnGuess() {
    RunHistory steep = PretendNetwork.run(2, 12, 0.1, "dense_");
    assertThat(Report.html(steep)).contains("Look closer.", "on its way back.</p>");
    assertThat(Report.html(steep, HealthReport.parts(List.of(NOTHING))))
        .contains("<b>Done.</b>", "Looked at by 1 detector; nothing wrong was found.")
        .doesNotContain("Look closer.");
  }

  @Test
  void namesCannotBreakOut() {
    Detector evil =
        patient ->
            List.of(
                Finding.of(Symptom.VANISHING, Severity.SICK, EVIL, 1, EVIL)
                    .with(EVIL, 1)
                    .threshold(EVIL)
                    .cause(EVIL)
                    .unless(EVIL, EVIL)
                    .remedies(EVIL)
                    .formula(EVIL));
    RunHistory history = PretendNetwork.run(2, 3, 0.5, EVIL);
    var parts = new ArrayList<>(HealthReport.parts(List.of(evil)));
    parts.add(BeforeAfter.since(history));
    String page = Report.html(history, parts);
    assertThat(page).doesNotContain("<script>alert", "<img src=x").contains("alert(1)");
    assertThat(Pattern.compile("</script").matcher(page).results()).hasSize(3);
    assertThat(texts(map(page, "flow-map").get("views").get(0).get("rows"))).contains(EVIL + "1");
  }

  @Test
  void logsWithoutSignalsAndEmptyLogsMakeAPage() {
    assertThat(page(new RunHistory(List.of(), false, 0))).contains("still going on");
    List<Event> old = new ArrayList<>(PretendNetwork.run(3, 2, 0.5, "dense_").events());
    old.removeIf(event -> event instanceof Event.SignalFlow);
    old.add(
        new Event.RunStarted(
            java.time.Instant.EPOCH, "x", 1, "", 1, 1, Map.of(), Map.of(), "", "no: [run file"));
    String page = page(new RunHistory(old, false, 0));
    assertThat(page).contains("id=\"update-map\"").doesNotContain("id=\"flow-map\"");
    assertThat(page(history(new Event.SignalFlow(1, List.of())))).doesNotContain("id=\"decades\"");
    assertThat(page(history(new Event.GradientFlow(1, List.of())))).doesNotContain("updates\"");
  }

  @Test
  void numbersThatAreNotFiniteAreMarkedAndNotLeftOut() {
    double nan = Double.NaN;
    var broken = new Event.Spread(nan, nan, nan, new Event.Histogram(0, List.of(), 0, 512));
    var infinite =
        new Event.Spread(Double.POSITIVE_INFINITY, 0, 1, new Event.Histogram(0, List.of(), 0, 0));
    List<Event.Link> links =
        List.of(
            new Event.Link(
                "a",
                "dense",
                Event.Role.WEIGHT,
                broken,
                Optional.of(broken),
                nan,
                nan,
                Optional.empty()),
            new Event.Link(
                "b",
                "dense",
                Event.Role.WEIGHT,
                infinite,
                Optional.of(infinite),
                nan,
                1,
                Optional.empty()));
    String page =
        page(
            history(
                new Event.StepDone(1, 1, nan, 1, OptionalDouble.of(nan), OptionalDouble.empty(), 1),
                new Event.SignalFlow(1, links),
                new Event.SignalFlow(2, links),
                new Event.GradientFlow(1, List.of(Event.Part.of("a.weight", nan, nan, nan))),
                new Event.GradientFlow(2, List.of(Event.Part.of("a.weight", nan, 1, nan)))));
    assertThat(cells(map(page, "flow-map").get("views").get(0))).containsOnly((short) 32767);
    assertThat(cells(map(page, "flow-map").get("views").get(1))).containsOnly((short) 32767);
    JsonNode values = map(page, "value-histograms").get("views").get(0);
    assertThat(texts(values.get("rows"))).containsExactly("NaN or ∞", "0");
    assertThat(Base64.getDecoder().decode(values.get("cells").asString()))
        .containsExactly(255, 255, 0, 0);
  }

  @Test
  void aLongRunOfADeepNetworkStaysSmall() {
    RunHistory history = PretendNetwork.run(400, 30, 0.7, "dense_");
    var parts = new ArrayList<>(HealthReport.parts(List.of(NOTHING)));
    parts.add(BeforeAfter.since(history));
    assertThat(Report.html(history, parts).length()).isLessThan(1_500_000);
  }

  @Test
  void theNoiseScaleStandsBesideTheBatch() {
    List<Event> events = new ArrayList<>();
    events.add(
        new Event.RunStarted(
            java.time.Instant.EPOCH, "x", 1, "", 1, 1, Map.of(), Map.of("batch", "32"), "", ""));
    for (int step = 1; step <= 24; step++) {
      // |G|² = 2 · 0.5 = 1 and tr(Σ) = 32 · (2 − 1).
      var half = OptionalDouble.of(step % 2 == 0 ? 0.52 : 0.48);
      var part = new Event.Part("a", 1, 1, 1, 1, 0, half, OptionalDouble.of(1), 2);
      events.add(new Event.GradientFlow(step, List.of(part)));
    }
    String page = page(new RunHistory(events, false, 0));
    assertThat(page)
        .contains("Over the whole training: The noise scale is 32 examples", "1 times the batch")
        .contains("\"name\":\"noise scale\"", "\"x\":[6.5,18.5],\"y\":[32.0,32.0]");
    events.removeFirst();
    assertThat(page(new RunHistory(events, false, 0))).doesNotContain("noise scale");
  }

  @Test
  void twoRunsStandSideBySide() {
    RunHistory sick = PretendNetwork.run(3, 10, 0.1, "dense_");
    RunHistory well = PretendNetwork.run(3, 4, 1, "dense_");
    String page = Report.html(well, List.of(BeforeAfter.since(sick)));
    assertThat(page)
        .contains("Before and after", "id=\"cure-loss\"", "id=\"cure-flow\"")
        .contains("decades lost</th><td>10</td><td>0</td>")
        .contains("validation accuracy</th><td>0.5</td><td>0.5</td>");
    RunHistory none = new RunHistory(List.of(), false, 0);
    assertThat(Report.html(none, List.of(BeforeAfter.since(none)))).doesNotContain("chapter-cure");
  }

  private static RunHistory history(Event... events) {
    return new RunHistory(List.of(events), false, 0);
  }

  private static String page(RunHistory history) {
    return Report.html(history, HealthReport.parts(List.of()));
  }

  private static JsonNode map(String page, String id) {
    Matcher json = Pattern.compile("application/json\">(.*?)</script>").matcher(page);
    assertThat(json.find()).isTrue();
    return JsonMapper.builder()
        .build()
        .readTree(json.group(1))
        .get("maps")
        .valueStream()
        .filter(map -> map.get("id").asString().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asString).toList();
  }

  private static short[] cells(JsonNode view) {
    byte[] bytes = Base64.getDecoder().decode(view.get("cells").asString());
    short[] cells = new short[bytes.length / 2];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(cells);
    return cells;
  }
}
