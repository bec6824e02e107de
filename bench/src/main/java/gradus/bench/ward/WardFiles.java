package gradus.bench.ward;

import gradus.health.Symptom;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Certificates as they are written beside the run files of a ward. */
final class WardFiles {
  /** What a table of truths holds beyond file, state, symptom and layer. */
  static final List<String> COLUMNS =
      List.of("kind", "operator", "severity", "also", "twin", "lost");

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(SerializationFeature.INDENT_OUTPUT).build();

  private WardFiles() {}

  /** The line of a case in the table of truths. */
  static Truth truth(Certificate certificate, String file, String twin) {
    Draft draft = certificate.draft();
    boolean sick = certificate.verdict() == Certificate.Verdict.SICK;
    Map<String, String> more = new LinkedHashMap<>();
    more.put("kind", certificate.kind());
    more.put("operator", draft.operator());
    more.put("severity", draft.severity());
    more.put("twin", twin);
    more.put("lost", sick ? String.format(Locale.ROOT, "%.2f", certificate.lost()) : "");
    return new Truth(
        file,
        sick ? draft.symptom() : Optional.empty(),
        sick ? draft.also() : List.of(),
        sick ? draft.layer() : "",
        more);
  }

  /** All numbers of a certificate. */
  static Map<String, Object> row(Certificate certificate) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("name", certificate.draft().name());
    row.put("verdict", certificate.verdict().name().toLowerCase(Locale.ROOT));
    row.put("why", certificate.reason());
    if (!Double.isNaN(certificate.p())) {
      row.put("p", round(certificate.p()));
      row.put("lost", round(certificate.lost()));
    }
    row.put(
        "chance",
        certificate.trials().stream().mapToDouble(t -> round(t.chance())).max().orElse(0));
    row.put("scores", certificate.trials().stream().map(t -> round(t.score())).toList());
    row.put("crashed", certificate.trials().stream().filter(Trial::crashed).count());
    if (!certificate.twins().isEmpty()) {
      row.put("twin", certificate.draft().twin());
      row.put("twin_scores", certificate.twins().stream().map(t -> round(t.score())).toList());
    }
    return row;
  }

  /** What counts, by kind of control or symptom of patients: within these, halves are dealt. */
  static Map<String, List<Certificate>> groups(List<Certificate> certificates) {
    Map<String, List<Certificate>> groups = new TreeMap<>();
    for (Certificate certificate : certificates) {
      String symptom = certificate.draft().symptom().map(Symptom::word).orElse("");
      switch (certificate.verdict()) {
        case LEFT_OUT -> {}
        case SICK -> add(groups, certificate.kind() + symptom, certificate);
        case HEALTHY -> add(groups, certificate.kind(), certificate);
      }
    }
    return groups;
  }

  private static void add(
      Map<String, List<Certificate>> groups, String group, Certificate certificate) {
    groups.computeIfAbsent(group, _ -> new ArrayList<>()).add(certificate);
  }

  /** Writes what is neither sick nor healthy, with its numbers. */
  static void leftOut(Path folder, List<Certificate> certificates) {
    lines(
        folder.resolve("left-out.json"),
        certificates.stream()
            .filter(each -> each.verdict() == Certificate.Verdict.LEFT_OUT)
            .map(WardFiles::row)
            .toList());
  }

  private static double round(double value) {
    return Math.round(value * 1e4) / 1e4;
  }

  /** Writes a list with a line for each row. */
  static void lines(Path file, List<Map<String, Object>> rows) {
    StringBuilder text = new StringBuilder("[");
    for (int i = 0; i < rows.size(); i++) {
      text.append(i == 0 ? "\n" : ",\n").append(JSON.writeValueAsString(rows.get(i)));
    }
    Certifier.write(file, text.append("\n]\n").toString());
  }

  /** Counts by kind and symptom, in lines. */
  static List<String> summary(List<Certificate> certificates) {
    Map<String, int[]> counts = new TreeMap<>();
    for (Certificate certificate : certificates) {
      Draft draft = certificate.draft();
      String name = draft.symptom().map(s -> draft.kind() + " " + s.word()).orElse(draft.kind());
      counts.computeIfAbsent(name, _ -> new int[3])[certificate.verdict().ordinal()]++;
    }
    List<String> lines = new ArrayList<>();
    lines.add(String.format("%-32s %6s %8s %9s", "", "sick", "healthy", "left out"));
    counts.forEach(
        (name, n) -> lines.add(String.format("%-32s %6d %8d %9d", name, n[0], n[1], n[2])));
    return lines;
  }
}
