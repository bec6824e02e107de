package gradus.health.report;

import gradus.health.Decades;
import gradus.health.heal.Attempt;
import gradus.health.heal.Evidence;
import gradus.health.heal.Healed;
import gradus.health.heal.Pair;
import gradus.health.heal.Rewriting;
import gradus.health.heal.edit.Edit;
import gradus.train.log.Event;
import gradus.train.log.RunHistory;
import gradus.train.report.Chapter;
import gradus.train.report.Html;
import gradus.train.report.Numbers;
import gradus.train.report.Prose;
import gradus.train.report.Report;
import gradus.train.report.Section;
import gradus.train.report.Story;
import gradus.train.report.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The page about a healing: what was wrong, what was changed and why, the proof over paired seeds,
 * loss and gradient before and after, and what it cost. One file that loads nothing.
 *
 * <pre>{@code
 * Healed healed = Healing.of(RunFile.read(path)).heal();
 * HealingReport.write(healed, Path.of("sick-healed.html"));
 * }</pre>
 */
public final class HealingReport {
  private static final int FEW = 4;

  private HealingReport() {}

  /**
   * Writes the page, whole or not at all.
   *
   * @param file where; paths of the run files below its folder are shown relative to it
   * @return the file
   * @throws java.io.UncheckedIOException if it cannot be written
   */
  public static Path write(Healed healed, Path file) {
    return Report.write(html(healed, file.toAbsolutePath().getParent()), file);
  }

  /**
   * The same, which shows the run file as somebody wrote it.
   *
   * @param rewriting of the run file
   */
  public static Path write(Healed healed, Rewriting rewriting, Path file) {
    return Report.write(html(healed, rewriting), file);
  }

  /**
   * The page as text.
   *
   * @param folder paths below it are shown relative to it
   */
  public static String html(Healed healed, Path folder) {
    return html(healed, Rewriting.of(healed.before(), healed.after(), healed.edits(), folder));
  }

  private static String html(Healed healed, Rewriting rewriting) {
    Map<Chapter, List<Section>> chapters = new EnumMap<>(Chapter.class);
    chapters.put(Chapter.FINDINGS, FindingCards.of(healed.findings(), 1, ""));
    chapters.put(Chapter.CHANGES, changes(healed, rewriting));
    chapters.put(Chapter.PROOF, Proof.of(healed));
    healed.evidence().ifPresent(evidence -> chapters.put(Chapter.CURE, curves(evidence)));
    chapters.put(Chapter.RUN, run(healed));
    String name = healed.before().name();
    return Report.html(
        new Story(
            name + ", healing",
            verdict(healed),
            numbers(healed),
            chapters,
            "the trials of this healing"));
  }

  private static Verdict verdict(Healed healed) {
    Verdict.Tone tone =
        switch (healed.verdict()) {
          case HEALTHY -> Verdict.Tone.GOOD;
          case HEALED -> Verdict.Tone.HEALED;
          case NOT_HEALED -> Verdict.Tone.SICK;
        };
    String sentence = healed.sentence().replaceFirst("(^|, )healed: ", "$1").replace('_', ' ');
    return new Verdict(
        tone,
        sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1) + ".",
        List.of());
  }

  private static Map<String, String> numbers(Healed healed) {
    Map<String, String> numbers = new LinkedHashMap<>();
    healed
        .evidence()
        .ifPresent(
            evidence -> {
              List<Pair> pairs = evidence.pairs();
              String what = "held-out " + evidence.measure();
              double before = pairs.stream().mapToDouble(Pair::before).average().orElse(0);
              double after = pairs.stream().mapToDouble(Pair::after).average().orElse(0);
              numbers.put(what + " before", Numbers.of(before));
              numbers.put("after", Numbers.of(after));
              numbers.put("paired seeds", Numbers.whole(pairs.size()));
            });
    numbers.put("cost in trainings", String.format(Locale.ROOT, "%.2f", healed.trainings()));
    numbers.put("time", Numbers.time(healed.seconds()));
    return numbers;
  }

  private static List<Section> changes(Healed healed, Rewriting rewriting) {
    if (healed.edits().isEmpty()) {
      return List.of();
    }
    StringBuilder diff =
        new StringBuilder("<div class=\"scroll tall\" tabindex=\"0\"><pre class=\"diff\">");
    for (Rewriting.Row row : rewriting.rows()) {
      diff.append("<span class=\"").append(row.change().name().toLowerCase(Locale.ROOT));
      diff.append("\">").append(Html.escape(row.line())).append("</span>");
    }
    return List.of(
        new Prose("The edits", edits(healed.edits()), true),
        new Prose("The run file", diff.append("</pre></div>").toString(), true));
  }

  /** Edits with the same reason stand together. */
  private static String edits(List<Edit> edits) {
    Map<List<String>, List<String>> groups = new LinkedHashMap<>();
    for (Edit edit : edits) {
      groups
          .computeIfAbsent(List.of(edit.remedy(), edit.why()), _ -> new ArrayList<>())
          .add(edit.line());
    }
    StringBuilder html = new StringBuilder("<ul class=\"plain\">");
    groups.forEach(
        (reason, lines) -> {
          html.append("<li><b>").append(words(reason.getFirst())).append("</b>: ");
          html.append(Html.escape(reason.getLast()));
          lines.stream()
              .limit(FEW)
              .forEach(
                  line -> html.append("<br><code>").append(Html.escape(line)).append("</code>"));
          if (lines.size() > FEW) {
            html.append("<br>and ").append(lines.size() - FEW).append(" more, see below");
          }
          html.append("</li>");
        });
    return html.append("</ul>").toString();
  }

  private static List<Section> curves(Evidence evidence) {
    RunHistory before = new RunHistory(evidence.before(), false, 0);
    RunHistory after = new RunHistory(evidence.after(), false, 0);
    List<Section> sections = new ArrayList<>();
    String text = "<p>The two trainings of the first pair, as far as the proof needed them.</p>";
    sections.add(new Prose("What is shown here", text + decades(before, after), true));
    sections.addAll(BeforeAfter.figures(before, after));
    sections.addAll(FlowMap.of(before, "flow-before", "Before: gradient by layer and step"));
    sections.addAll(FlowMap.of(after, "flow-after", "After: gradient by layer and step"));
    return sections;
  }

  private static String decades(RunHistory before, RunHistory after) {
    List<String> lost = new ArrayList<>();
    for (RunHistory history : List.of(before, after)) {
      history
          .last(Event.SignalFlow.class)
          .map(flow -> Decades.of(flow.links()))
          .filter(decades -> !decades.pieces().isEmpty())
          .ifPresent(decades -> lost.add(Numbers.of(decades.total())));
    }
    return lost.size() < 2
        ? ""
        : "<p>Decades that the gradient loses from the output to the first layer, at the last"
            + " measured step: %s before, %s after.</p>".formatted(lost.getFirst(), lost.getLast());
  }

  private static List<Section> run(Healed healed) {
    Map<String, String> rows = new LinkedHashMap<>();
    rows.put("run", healed.before().name());
    rows.put("seed of the first pair", Long.toString(healed.before().seed()));
    healed
        .evidence()
        .ifPresent(
            evidence -> {
              rows.put("data hash", evidence.dataHash());
              rows.putAll(evidence.versions());
            });
    StringBuilder facts = new StringBuilder("<table class=\"facts\"><tbody>");
    rows.forEach(
        (name, value) ->
            facts
                .append("<tr><th scope=\"row\">")
                .append(Html.escape(name))
                .append("</th><td>")
                .append(Html.escape(value))
                .append("</td></tr>"));
    List<Section> sections = new ArrayList<>();
    sections.add(new Prose("Facts", facts.append("</tbody></table>").toString(), false));
    if (!healed.attempts().isEmpty()) {
      sections.add(attempts(healed.attempts()));
    }
    return sections;
  }

  private static Prose attempts(List<Attempt> attempts) {
    StringBuilder html = new StringBuilder("<div class=\"scroll\" role=\"region\" tabindex=\"0\"");
    html.append(" aria-label=\"Attempts\"><table class=\"facts\"><thead><tr><th scope=\"col\">");
    html.append("remedies</th><th scope=\"col\">steps</th><th scope=\"col\">what became of it");
    html.append("</th></tr></thead><tbody>");
    for (Attempt attempt : attempts) {
      html.append("<tr><th scope=\"row\">").append(words(String.join(" and ", attempt.remedies())));
      html.append(first(attempt.edits()));
      html.append("</th><td>").append(Numbers.whole(attempt.steps())).append("</td><td>");
      html.append(Html.escape(attempt.outcome())).append("</td></tr>");
    }
    return new Prose("All that was tried", html.append("</tbody></table></div>").toString(), false);
  }

  private static String first(List<Edit> edits) {
    return edits.isEmpty()
        ? ""
        : "<br><code>"
            + Html.escape(edits.getFirst().line())
            + (edits.size() == 1 ? "" : ", …")
            + "</code>";
  }

  /** Names as words, safe to stand in a page. */
  static String words(String name) {
    return Html.escape(name.replace('_', ' '));
  }
}
