package gradus.cli;

import gradus.health.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Findings of the doctor as text and as JSON. */
final class Findings {
  private Findings() {}

  /** In one line: {@code finding (sick) vanishing at dense_3, step 20: …}. */
  static String line(Finding finding) {
    return "finding (%s) %s%s%s: %s"
        .formatted(
            finding.severity().word(),
            finding.symptom().word(),
            finding.layer().isEmpty() ? "" : " at " + finding.layer(),
            finding.step() > 0 ? ", step " + finding.step() : "",
            finding.sentence());
  }

  /** In full, for people. */
  static List<String> text(Finding finding) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s  %s%s"
            .formatted(
                finding.severity().word().toUpperCase(Locale.ROOT),
                finding.symptom().words(),
                finding.layer().isEmpty() ? "" : " (" + finding.layer() + ")"));
    lines.add("  " + finding.sentence());
    for (Finding.Evidence evidence : finding.evidence()) {
      lines.add("    %-44s %s".formatted(evidence.name(), number(evidence.value())));
    }
    add(lines, "held against", finding.threshold());
    add(lines, "cause", finding.cause());
    for (Finding.Alternative other : finding.alternatives()) {
      add(lines, "or", other.cause() + "; to tell: " + other.test());
    }
    add(lines, "remedies", String.join(", ", finding.remedies()));
    add(lines, "formula", finding.formula());
    return lines;
  }

  private static void add(List<String> lines, String name, String text) {
    if (!text.isEmpty()) {
      lines.add("  %-12s %s".formatted(name, text));
    }
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }

  /** As fields for JSON. */
  static Map<String, Object> tree(Finding finding) {
    return Fields.of(
        "symptom", finding.symptom().word(),
        "severity", finding.severity().word(),
        "layer", finding.layer(),
        "step", finding.step(),
        "sentence", finding.sentence(),
        "evidence",
            finding.evidence().stream()
                .map(e -> Fields.of("name", e.name(), "value", e.value()))
                .toList(),
        "threshold", finding.threshold(),
        "cause", finding.cause(),
        "alternatives",
            finding.alternatives().stream()
                .map(a -> Fields.of("cause", a.cause(), "test", a.test()))
                .toList(),
        "remedies", finding.remedies(),
        "formula", finding.formula());
  }
}
