package gradus.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The runs of all libraries, as a table of medians and of ratios to Gradus. */
final class Comparison {
  /** More of other processes' cores than this disturbs a run. */
  static final double DISTURBED = 0.1;

  /** By workload, then by library, in the order of the first run. */
  private final Map<String, Map<String, List<JsonNode>>> runs = new LinkedHashMap<>();

  /** Adds a run; null for one that failed. */
  void add(String workload, String library, JsonNode run) {
    List<JsonNode> list =
        runs.computeIfAbsent(workload, _ -> new LinkedHashMap<>())
            .computeIfAbsent(library, _ -> new ArrayList<>());
    if (run != null) {
      list.add(run);
    }
  }

  /** Whether other processes disturbed a run. */
  static boolean disturbed(JsonNode run) {
    return number(run, "other_cpu") > DISTURBED;
  }

  private static double number(JsonNode run, String field) {
    JsonNode value = run.get(field);
    return value == null || !value.isNumber() ? Double.NaN : value.asDouble();
  }

  /** The median over the runs, of the calm ones if there are any; NaN if there are none. */
  private static double median(List<JsonNode> runs, String field) {
    List<JsonNode> calm = runs.stream().filter(run -> !disturbed(run)).toList();
    double[] values =
        (calm.isEmpty() ? runs : calm)
            .stream()
                .mapToDouble(run -> number(run, field))
                .filter(Double::isFinite)
                .sorted()
                .toArray();
    int n = values.length;
    return n == 0 ? Double.NaN : (values[(n - 1) / 2] + values[n / 2]) / 2;
  }

  /** The table as lines of Markdown. */
  List<String> table() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "| workload | library | samples/s | gradus is | first step, ms | gradus takes"
            + " | peak memory, MB | gradus needs | disturbed runs |");
    lines.add("|---|---|---|---|---|---|---|---|---|");
    runs.forEach(
        (workload, libraries) -> {
          List<JsonNode> own = libraries.getOrDefault(Peer.GRADUS.name(), List.of());
          libraries.forEach((library, list) -> lines.add(row(workload, library, list, own)));
        });
    return lines;
  }

  private static String row(
      String workload, String library, List<JsonNode> runs, List<JsonNode> own) {
    List<String> cells = new ArrayList<>(List.of(workload, library));
    if (runs.isEmpty()) {
      cells.addAll(List.of("failed", "", "", "", "", "", ""));
    } else {
      for (String field : List.of("samples_per_s", "start_to_first_step_ms", "peak_rss_mb")) {
        double value = median(runs, field);
        cells.add(Double.isNaN(value) ? "?" : text(value));
        double ratio = median(own, field) / value;
        boolean self = library.equals(Peer.GRADUS.name());
        cells.add(
            self || !Double.isFinite(ratio) ? "" : String.format(Locale.ROOT, "%.2f x", ratio));
      }
      long disturbed = runs.stream().filter(Comparison::disturbed).count();
      cells.add(
          disturbed == 0
              ? ""
              : disturbed + " of " + runs.size() + (disturbed == runs.size() ? " (!)" : ""));
    }
    return "| " + String.join(" | ", cells) + " |";
  }

  private static String text(double value) {
    return value >= 100
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%.1f", value);
  }

  @Override
  public String toString() {
    return String.join("\n", table());
  }
}
