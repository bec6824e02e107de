package gradus.bench.ward;

import gradus.bench.ward.Visit.Opinion;
import gradus.health.Symptom;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** The tables of a ward, as Markdown. */
final class Pages {
  private Pages() {}

  /**
   * All tables.
   *
   * @param physicians their names; the first one is looked at closely
   * @param names whether failures are named, which would unseal a sealed half
   */
  static List<String> of(String ward, List<Visit> all, List<String> physicians, boolean names) {
    List<Visit> visits = all.stream().filter(v -> !v.truth().twofold()).toList();
    List<Visit> twofold = all.stream().filter(v -> v.truth().twofold()).toList();
    List<String> lines = new ArrayList<>();
    long sick = visits.stream().filter(v -> v.truth().sick()).count();
    lines.add("### Ward `" + ward + "`");
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT,
            "%d patients, %d healthy controls, %d patients with two faults; %.0f s.",
            sick,
            visits.size() - sick,
            twofold.size(),
            all.stream().mapToDouble(Visit::seconds).sum()));
    lines.add("");
    physicians(lines, visits, physicians);
    symptoms(lines, visits, physicians.getFirst());
    controls(lines, visits, physicians);
    if (!twofold.isEmpty()) {
      Tally tally = Tally.of(twofold, physicians.getFirst());
      lines.add(
          "Two faults at once: detected "
              + tally.detected().words()
              + ", one of them named first "
              + tally.firstLenient().words()
              + ".");
      lines.add("");
    }
    failures(lines, all, physicians.getFirst(), names);
    return lines;
  }

  private static void physicians(List<String> lines, List<Visit> visits, List<String> physicians) {
    row(
        lines,
        "",
        "detected",
        "right class first",
        "… or its consequence",
        "… among the alarms",
        "right layer",
        "± 1",
        "false alarms in healthy runs",
        "… per 1,000 steps",
        "abstained",
        "training left at the alarm (median)",
        "before the harm shows");
    rule(lines, 12);
    for (String physician : physicians) {
      Tally tally = Tally.of(visits, physician);
      row(
          lines,
          physician,
          tally.detected().words(),
          tally.first().words(),
          tally.firstLenient().words(),
          tally.within().words(),
          tally.layer().words(),
          tally.near().words(),
          tally.falseAlarms().words(),
          tally.perThousand(),
          tally.abstained().hits() + "",
          Double.isNaN(tally.left())
              ? "–"
              : String.format(Locale.ROOT, "%.0f %%", 100 * tally.left()),
          tally.early().words());
    }
    lines.add("");
  }

  private static void symptoms(List<String> lines, List<Visit> visits, String physician) {
    row(
        lines,
        physician + ", by symptom",
        "detected",
        "right class first",
        "… or its consequence",
        "… among the alarms",
        "right layer",
        "± 1");
    rule(lines, 7);
    for (Symptom symptom : Symptom.values()) {
      List<Visit> some =
          with(visits, v -> v.truth().symptom().equals(java.util.Optional.of(symptom)));
      if (!some.isEmpty()) {
        Tally tally = Tally.of(some, physician);
        row(
            lines,
            symptom.word(),
            tally.detected().words(),
            tally.first().words(),
            tally.firstLenient().words(),
            tally.within().words(),
            tally.layer().words(),
            tally.near().words());
      }
    }
    lines.add("");
  }

  private static void controls(List<String> lines, List<Visit> visits, List<String> physicians) {
    Set<String> kinds = new LinkedHashSet<>();
    visits.stream().filter(v -> !v.truth().sick()).forEach(v -> kinds.add(v.truth().get("kind")));
    if (kinds.isEmpty()) {
      return;
    }
    List<String> head = new ArrayList<>(List.of("false alarms, by kind of control"));
    head.addAll(physicians);
    row(lines, head.toArray(String[]::new));
    rule(lines, head.size());
    for (String kind : kinds) {
      List<Visit> some = with(visits, v -> !v.truth().sick() && v.truth().get("kind").equals(kind));
      List<String> cells = new ArrayList<>(List.of(kind.isEmpty() ? "healthy" : kind));
      physicians.forEach(p -> cells.add(Tally.of(some, p).falseAlarms().words()));
      row(lines, cells.toArray(String[]::new));
    }
    lines.add("");
  }

  private static void failures(
      List<String> lines, List<Visit> visits, String physician, boolean names) {
    if (!names) {
      lines.add("Failures are not named: this half is sealed (`--names` unseals it).");
      lines.add("");
      return;
    }
    List<String> found = new ArrayList<>();
    for (Visit visit : visits) {
      Opinion opinion = visit.opinions().get(physician);
      String truth = visit.truth().group();
      String where = visit.truth().layer().isEmpty() ? "" : " at " + visit.truth().layer();
      if (visit.failed()) {
        found.add("- failed: `" + visit.truth().file() + "`: " + visit.reason());
      } else if (!visit.truth().sick() && opinion.alarm().isPresent()) {
        found.add("- false alarm: `" + visit.truth().file() + "`: " + opinion.words());
      } else if (visit.truth().sick() && opinion.alarm().isEmpty()) {
        found.add("- missed: `" + visit.truth().file() + "` (" + truth + where + ")");
      } else if (visit.truth().sick() && !opinion.first(visit.lenient())) {
        found.add(
            "- wrong class: `"
                + visit.truth().file()
                + "` ("
                + truth
                + where
                + "): "
                + opinion.words());
      } else if (visit.truth().sick()
          && !visit.truth().layer().isEmpty()
          && opinion.distance(visit.lenient()).orElse(99) > 1) {
        found.add(
            "- wrong layer: `"
                + visit.truth().file()
                + "` ("
                + truth
                + where
                + "): "
                + opinion.words());
      }
    }
    lines.add("Failures of " + physician + " by name: " + (found.isEmpty() ? "none." : ""));
    lines.add("");
    lines.addAll(found);
    lines.add("");
  }

  private static List<Visit> with(List<Visit> visits, Predicate<Visit> wanted) {
    return visits.stream().filter(wanted).toList();
  }

  static void row(List<String> lines, String... cells) {
    lines.add("| " + String.join(" | ", cells) + " |");
  }

  static void rule(List<String> lines, int cells) {
    lines.add("|" + "---|".repeat(cells));
  }
}
