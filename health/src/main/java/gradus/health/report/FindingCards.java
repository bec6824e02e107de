package gradus.health.report;

import gradus.health.Case;
import gradus.health.Finding;
import gradus.health.Severity;
import gradus.train.report.Html;
import gradus.train.report.Numbers;
import gradus.train.report.Prose;
import gradus.train.report.Section;
import gradus.train.report.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Findings with their evidence, causes first, and the verdict: the worst of them. */
final class FindingCards {
  private static final String WITHOUT_DATA =
      "Made from the log alone, without the data and the initial weights: what is wrong with these"
          + " may be missed.";

  private FindingCards() {}

  /**
   * The sections; none if there was nobody to look.
   *
   * @param findings causes first
   * @param detectors how many looked
   * @param patient what they looked at
   */
  static List<Section> of(List<Finding> findings, int detectors, Case patient) {
    return of(findings, detectors, patient.intake().isEmpty() ? WITHOUT_DATA : "");
  }

  /** The same with a sentence below the heading; none if it is empty. */
  static List<Section> of(List<Finding> findings, int detectors, String note) {
    List<Section> sections = new ArrayList<>();
    if (detectors == 0) {
      return sections;
    }
    List<Finding> alarms = findings.stream().filter(each -> each.severity().alarms()).toList();
    if (!alarms.isEmpty()) {
      sections.add(verdict(alarms));
    }
    String said = note.isEmpty() ? "" : "<p class=\"note\">" + Html.escape(note) + "</p>";
    if (findings.isEmpty()) {
      String text =
          "<p>Looked at by "
              + count(detectors, "detector")
              + "; nothing wrong was found.</p>"
              + said;
      sections.add(new Prose("Nothing", text, true));
      return sections;
    }
    StringBuilder html = new StringBuilder(said).append("<ol class=\"findings\">");
    findings.forEach(finding -> card(finding, html));
    sections.add(
        new Prose(count(findings.size(), "finding"), html.append("</ol>").toString(), true));
    return sections;
  }

  private static Verdict verdict(List<Finding> alarms) {
    Finding worst =
        alarms.stream()
            .reduce((a, b) -> b.severity().compareTo(a.severity()) > 0 ? b : a)
            .orElseThrow();
    boolean sick = worst.severity() == Severity.SICK;
    String more =
        alarms.size() == 1 ? "" : " (" + count(alarms.size() - 1, "more finding") + " below)";
    String sentence = worst.sentence().strip();
    String open = sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    return new Verdict(
        sick ? Verdict.Tone.SICK : Verdict.Tone.CAREFUL, open + more + ".", List.of());
  }

  private static void card(Finding finding, StringBuilder html) {
    html.append("<li class=\"finding ").append(finding.severity().word()).append("\"><h4>");
    html.append("<span class=\"badge\">").append(finding.severity().word()).append("</span>");
    html.append(Html.escape(sentenceCase(finding.symptom().words())));
    if (!finding.layer().isEmpty()) {
      html.append(": ").append(Html.escape(finding.layer()));
    }
    html.append("</h4><p>").append(Html.escape(finding.sentence())).append("</p><dl>");
    row("seen", finding.step() == 0 ? "before the first step" : seen(finding), html);
    if (!finding.evidence().isEmpty()) {
      StringBuilder list = new StringBuilder("<ul>");
      for (Finding.Evidence each : finding.evidence()) {
        list.append("<li>").append(Html.escape(each.name())).append(": <b>");
        list.append(Numbers.of(each.value())).append("</b></li>");
      }
      pair("evidence", list.append("</ul>").toString(), html);
    }
    row("held against", finding.threshold(), html);
    row("cause", finding.cause(), html);
    if (!finding.alternatives().isEmpty()) {
      StringBuilder list = new StringBuilder("<ul>");
      for (Finding.Alternative each : finding.alternatives()) {
        list.append("<li>").append(Html.escape(each.cause())).append("; to tell: ");
        list.append(Html.escape(each.test())).append("</li>");
      }
      pair("not excluded", list.append("</ul>").toString(), html);
    }
    if (!finding.remedies().isEmpty()) {
      StringBuilder list = new StringBuilder("<ol>");
      for (String each : finding.remedies()) {
        list.append("<li>").append(Html.escape(each.replace('_', ' '))).append("</li>");
      }
      pair("remedies", list.append("</ol>").toString(), html);
    }
    if (!finding.formula().isEmpty()) {
      pair("formula", "<code>" + Html.escape(finding.formula()) + "</code>", html);
    }
    html.append("</dl></li>");
  }

  private static String seen(Finding finding) {
    return "at step " + Numbers.whole(finding.step());
  }

  private static void row(String name, String text, StringBuilder html) {
    if (!text.isEmpty()) {
      pair(name, Html.escape(text), html);
    }
  }

  private static void pair(String name, String html, StringBuilder out) {
    out.append("<dt>").append(name).append("</dt><dd>").append(html).append("</dd>");
  }

  private static String sentenceCase(String words) {
    return words.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + words.substring(1);
  }

  private static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
