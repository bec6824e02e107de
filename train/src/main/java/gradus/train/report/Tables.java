package gradus.train.report;

import gradus.train.log.Event;
import gradus.train.log.RunHistory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The tables of the page: the run, its warnings, its epochs and its confusion matrix. */
final class Tables {
  private Tables() {}

  static List<Section> run(RunHistory history) {
    List<Section> sections = new ArrayList<>();
    warnings(history).ifPresent(sections::add);
    sections.add(facts(history));
    runFile(history).ifPresent(sections::add);
    return sections;
  }

  private static Prose facts(RunHistory history) {
    Map<String, String> rows = new LinkedHashMap<>();
    history.first(Event.RunStarted.class).ifPresent(start -> before(start, rows));
    history
        .last(Event.EpochDone.class)
        .ifPresent(epoch -> rows.put("samples a second", Numbers.of(epoch.samplesPerSecond())));
    double[] times =
        history.all(Event.StepDone.class).stream()
            .mapToDouble(Event.StepDone::milliseconds)
            .sorted()
            .toArray();
    if (times.length > 0) {
      rows.put("step, median", Numbers.of(times[times.length / 2]) + " ms");
      rows.put("step, 99 of 100 within", Numbers.of(times[times.length * 99 / 100]) + " ms");
    }
    history
        .last(Event.RunEnded.class)
        .ifPresent(end -> rows.put("training time", Numbers.time(end.seconds())));
    long resumed = history.all(Event.Resumed.class).size();
    if (resumed > 0) {
      rows.put("resumed", Verdict.count(resumed, "time"));
    }
    history.all(Event.Checkpointed.class).stream()
        .filter(Event.Checkpointed::best)
        .reduce((a, b) -> b)
        .ifPresent(best -> rows.put("best checkpoint", best.file()));
    StringBuilder html = new StringBuilder("<table class=\"facts\"><tbody>");
    rows.forEach(
        (name, value) ->
            html.append("<tr><th scope=\"row\">")
                .append(Html.escape(name))
                .append("</th><td>")
                .append(Html.escape(value))
                .append("</td></tr>"));
    return new Prose("Facts", html.append("</tbody></table>").toString(), false);
  }

  private static void before(Event.RunStarted start, Map<String, String> rows) {
    rows.put("started", start.time().toString());
    rows.put("model", start.model());
    rows.put("parameters", Numbers.whole(start.parameters()));
    rows.put("memory of a step", Numbers.bytes(start.memoryBytes()));
    rows.putAll(start.facts());
    rows.put("seed", Long.toString(start.seed()));
    rows.put("data hash", start.dataHash());
    rows.putAll(start.versions());
    rows.values().removeIf(String::isEmpty);
  }

  private static Optional<Prose> warnings(RunHistory history) {
    Map<List<String>, long[]> groups = new LinkedHashMap<>();
    for (Event.Warning warning : history.all(Event.Warning.class)) {
      long[] group =
          groups.computeIfAbsent(
              List.of(warning.where(), warning.message()),
              any -> new long[] {0, warning.step(), 0});
      group[0]++;
      group[2] = warning.step();
    }
    if (groups.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder html = new StringBuilder("<ul class=\"warnings\">");
    groups.forEach(
        (what, group) -> {
          html.append("<li><b>").append(Html.escape(what.getFirst())).append("</b> ");
          html.append(Html.escape(what.getLast())).append(" <span class=\"note\">step ");
          html.append(Numbers.whole(group[1]));
          if (group[0] > 1) {
            html.append(" to ").append(Numbers.whole(group[2])).append(", ");
            html.append(Verdict.count(group[0], "time"));
          }
          html.append("</span></li>");
        });
    return Optional.of(new Prose("Warnings", html.append("</ul>").toString(), false));
  }

  static List<Section> confusion(RunHistory history) {
    return history.last(Event.ConfusionCounted.class).stream()
        .<Section>map(Tables::confusion)
        .toList();
  }

  private static Prose confusion(Event.ConfusionCounted confusion) {
    StringBuilder html = new StringBuilder();
    html.append("<p class=\"note\">One row a true class, one column a predicted class, held-out");
    html.append(" data, step ").append(Numbers.whole(confusion.step())).append(".</p>");
    html.append(
        "<div class=\"scroll tall\" role=\"region\" aria-label=\"Confusion matrix\""
            + " tabindex=\"0\"><table class=\"confusion\"><thead><tr><td></td>");
    for (String label : confusion.labels()) {
      html.append("<th scope=\"col\">").append(Html.escape(label)).append("</th>");
    }
    html.append("</tr></thead><tbody>");
    for (int row = 0; row < confusion.labels().size(); row++) {
      long[] counts = confusion.counts().get(row).stream().mapToLong(Long::longValue).toArray();
      long sum = Math.max(1, Arrays.stream(counts).sum());
      html.append("<tr><th scope=\"row\">").append(Html.escape(confusion.labels().get(row)));
      html.append("</th>");
      for (int column = 0; column < counts.length; column++) {
        String share = String.format(Locale.ROOT, "%.3f", counts[column] / (double) sum);
        html.append("<td class=\"").append(row == column ? "hit" : "miss");
        html.append(counts[column] == 0 ? " none" : "").append("\" style=\"--share:").append(share);
        html.append("\">").append(Numbers.whole(counts[column])).append("</td>");
      }
      html.append("</tr>");
    }
    html.append("</tbody></table></div>");
    return new Prose("Confusion matrix", html.toString(), confusion.labels().size() > 10);
  }

  private static Optional<Prose> runFile(RunHistory history) {
    String text = history.first(Event.RunStarted.class).map(Event.RunStarted::runFile).orElse("");
    return text.isBlank()
        ? Optional.empty()
        : Optional.of(
            new Prose("Run file", "<pre tabindex=\"0\">" + Html.escape(text) + "</pre>", false));
  }
}
