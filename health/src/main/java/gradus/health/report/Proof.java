package gradus.health.report;

import gradus.health.heal.Evidence;
import gradus.health.heal.Healed;
import gradus.health.heal.Pair;
import gradus.train.report.Axis;
import gradus.train.report.Figure;
import gradus.train.report.Html;
import gradus.train.report.Numbers;
import gradus.train.report.Plot;
import gradus.train.report.Prose;
import gradus.train.report.Section;
import gradus.train.report.Series;
import java.util.List;
import java.util.Locale;

/** The evidence of paired seeds: each pair's numbers, the interval, and what was asked of it. */
final class Proof {
  private Proof() {}

  static List<Section> of(Healed healed) {
    return healed.evidence().filter(e -> !e.pairs().isEmpty()).map(Proof::of).orElse(List.of());
  }

  private static List<Section> of(Evidence evidence) {
    return List.of(pairs(evidence), picture(evidence), asked(evidence));
  }

  private static Prose pairs(Evidence evidence) {
    StringBuilder html = new StringBuilder("<table><thead><tr><th scope=\"col\">seed</th>");
    html.append("<th scope=\"col\">before</th><th scope=\"col\">after</th>");
    html.append("<th scope=\"col\">difference</th></tr></thead><tbody>");
    double before = 0;
    double after = 0;
    for (Pair pair : evidence.pairs()) {
      row(Long.toString(pair.seed()), pair.before(), pair.after(), html);
      before += pair.before() / evidence.pairs().size();
      after += pair.after() / evidence.pairs().size();
    }
    row("mean", before, after, html);
    html.append("</tbody></table>");
    html.append("<p class=\"note\">Held-out ").append(Html.escape(evidence.measure()));
    html.append(" after ").append(Numbers.whole(evidence.steps())).append(" of ");
    html.append(Numbers.whole(evidence.wholeSteps())).append(" steps; less is better.");
    if (Double.isFinite(evidence.chance())) {
      html.append(" The best answer that does not look at the input has ");
      html.append(Numbers.of(evidence.chance())).append("; what is worse counts as that.");
    }
    return new Prose("Each pair", html.append("</p>").toString(), false);
  }

  private static void row(String name, double before, double after, StringBuilder html) {
    html.append("<tr><th scope=\"row\">").append(name).append("</th><td>");
    html.append(Numbers.of(before)).append("</td><td>").append(Numbers.of(after));
    html.append("</td><td>").append(Numbers.of(after - before)).append("</td></tr>");
  }

  private static Figure picture(Evidence evidence) {
    Plot plot =
        Plot.of("Each pair, before and after")
            .x(Axis.names("", List.of("before", "after")))
            .y(Axis.linear("held-out " + evidence.measure()));
    for (Pair pair : evidence.pairs()) {
      double[] ends = {pair.before(), pair.after()};
      plot = plot.add(Series.of("seed " + pair.seed(), new double[] {0, 1}, ends));
    }
    return new Figure("pairs", plot, "A line that falls is a seed that gained.", false);
  }

  private static Prose asked(Evidence evidence) {
    StringBuilder html = new StringBuilder("<ul class=\"plain\">");
    var interval = evidence.interval();
    boolean bounded = Double.isFinite(interval.low()) && Double.isFinite(interval.high());
    item(
        interval.isAbove(),
        "better beyond chance",
        bounded
            ? String.format(
                Locale.ROOT,
                "the measure becomes %.2f times what it was, with 95 %% confidence between %.2f and"
                    + " %.2f; below 1 is better",
                Math.exp(-interval.mean()),
                Math.exp(-interval.high()),
                Math.exp(-interval.low()))
            : "too few pairs for an interval",
        html);
    boolean silent = evidence.remaining().isEmpty();
    item(
        silent,
        evidence.others().isEmpty()
            ? "no alarm left, old or new"
            : "the first alarm is gone, none is new",
        silent && evidence.others().isEmpty()
            ? "all detectors are silent in the healed runs"
            : "still there: "
                + (silent ? evidence.others() : evidence.remaining()).getFirst().symptom().words(),
        html);
    evidence
        .end()
        .ifPresent(
            look ->
                item(
                    look.better(),
                    "better answers in the end, too",
                    "held-out "
                        + look.measure()
                        + " "
                        + Numbers.of(look.pair().before())
                        + " → "
                        + Numbers.of(look.pair().after())
                        + " after "
                        + Numbers.whole(look.steps())
                        + " steps with the first seed, for the head or the loss is another one",
                    html));
    html.append(
        "</ul><p class=\"note\">Interval: mean ± t · s / √n of log((before + c) / (after +");
    html.append(" c)) over the pairs, c a tenth of the best constant answer's measure, s");
    html.append(
        " moderated by what is usual between seeds. Both runs of a pair have the same seed, order of the data and, where");
    html.append(" shapes allow, initial values. Runs were looked at repeatedly: 95 % is nominal.");
    return new Prose("What was asked for", html.append("</p>").toString(), true);
  }

  private static void item(boolean met, String what, String how, StringBuilder html) {
    html.append("<li><b>").append(met ? "✓ " : "✗ ").append(Html.escape(what)).append("</b>: ");
    html.append(Html.escape(how)).append("</li>");
  }
}
