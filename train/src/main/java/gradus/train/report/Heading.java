package gradus.train.report;

import gradus.train.log.Event;
import gradus.train.log.RunHistory;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The top of the page: the verdict, and the numbers that a person looks for first. */
final class Heading {
  private Heading() {}

  /** The first verdict is the page's; what the others say stands below it. */
  static String html(List<Verdict> verdicts, RunHistory history) {
    StringBuilder html = new StringBuilder();
    top(verdicts.getFirst(), html);
    for (Verdict other : verdicts.subList(1, verdicts.size())) {
      remark(other.sentence(), html);
      other.remarks().forEach(remark -> remark(remark, html));
    }
    html.append("</div><dl class=\"numbers\">");
    history.last(Event.EpochDone.class).ifPresent(epoch -> numbers(epoch, html));
    history
        .first(Event.RunStarted.class)
        .ifPresent(start -> number("parameters", Numbers.whole(start.parameters()), html));
    return html.append("</dl>").toString();
  }

  /** One verdict, and numbers as they are written. */
  static String html(Verdict verdict, Map<String, String> numbers) {
    StringBuilder html = new StringBuilder();
    top(verdict, html);
    html.append("</div><dl class=\"numbers\">");
    numbers.forEach((name, value) -> number(name, Html.escape(value), html));
    return html.append("</dl>").toString();
  }

  private static void top(Verdict first, StringBuilder html) {
    html.append("<div class=\"verdict ");
    html.append(first.tone().name().toLowerCase(Locale.ROOT))
        .append("\"><p class=\"sentence\"><b>");
    html.append(first.tone().word()).append(".</b> ").append(Html.escape(first.sentence()));
    html.append("</p>");
    first.remarks().forEach(remark -> remark(remark, html));
  }

  private static void remark(String text, StringBuilder html) {
    html.append("<p>").append(Html.escape(text)).append("</p>");
  }

  private static void numbers(Event.EpochDone epoch, StringBuilder html) {
    number("loss", Numbers.of(epoch.loss()), html);
    epoch.validationLoss().ifPresent(loss -> number("validation loss", Numbers.of(loss), html));
    epoch.validationMetrics().entrySet().stream()
        .limit(2)
        .forEach(
            metric ->
                number(
                    "validation " + Verdict.words(metric.getKey()),
                    Numbers.of(metric.getValue()),
                    html));
    number("samples / s", Numbers.of(epoch.samplesPerSecond()), html);
  }

  private static void number(String name, String value, StringBuilder html) {
    html.append("<div><dt>").append(Html.escape(name)).append("</dt><dd>").append(value);
    html.append("</dd></div>");
  }
}
