package gradus.train.golden;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What passed, failed and is not supported, by operation and by id. */
final class Summary {
  private final Map<String, Row> rows = new LinkedHashMap<>();
  private final Map<String, List<String>> failures = new LinkedHashMap<>();

  private static final class Row {
    private final List<String> passed = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
  }

  void add(GoldenCase golden, List<String> differences) {
    if (differences.isEmpty()) {
      row(golden).passed.add(golden.id());
    } else {
      row(golden).failed.add(golden.id());
      failures.put(golden.group() + "/" + golden.id(), differences);
    }
  }

  void missing(GoldenCase golden) {
    row(golden).missing.add(golden.id());
  }

  /** Cases that differ and how. */
  Map<String, List<String>> failures() {
    return failures;
  }

  long passed() {
    return rows.values().stream().mapToLong(row -> row.passed.size()).sum();
  }

  private Row row(GoldenCase golden) {
    return rows.computeIfAbsent(golden.group() + "/" + golden.op(), _ -> new Row());
  }

  /** A line an operation, then the ids that failed with their numbers. */
  String text() {
    StringBuilder text = new StringBuilder();
    text.append(String.format("%-45s %7s %7s %7s%n", "operation", "passed", "failed", "missing"));
    rows.forEach(
        (name, row) ->
            text.append(
                String.format(
                    "%-45s %7d %7d %7d%n",
                    name, row.passed.size(), row.failed.size(), row.missing.size())));
    text.append(
        String.format(
            "%-45s %7d %7d %7d%n",
            "all",
            passed(),
            failures.size(),
            rows.values().stream().mapToInt(row -> row.missing.size()).sum()));
    rows.forEach(
        (name, row) -> {
          text.append(ids(name, "passed", row.passed)).append(ids(name, "failed", row.failed));
          text.append(ids(name, "not supported", row.missing));
        });
    failures.forEach(
        (id, differences) ->
            text.append(id)
                .append(": ")
                .append(differences.stream().limit(6).collect(Collectors.joining("; ")))
                .append('\n'));
    return text.toString();
  }

  private static String ids(String operation, String state, List<String> ids) {
    return ids.isEmpty() ? "" : operation + " " + state + ": " + String.join(" ", ids) + "\n";
  }
}
