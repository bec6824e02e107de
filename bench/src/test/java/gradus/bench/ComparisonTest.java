package gradus.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Medians, ratios and marks of the table of peers. */
class ComparisonTest {
  private static final String RUN =
      "{\"samples_per_s\":%s,\"start_to_first_step_ms\":%s,\"peak_rss_mb\":100,\"other_cpu\":%s}";

  private final Comparison comparison = new Comparison();

  private void add(String library, double speed, double start, double other) {
    comparison.add("W2", library, Json.read(RUN.formatted(speed, start, other)));
  }

  @Test
  void calmRunsCount() {
    add("gradus", 300, 1000, 0);
    add("gradus", 900, 9000, 0.5);
    add("gradus", 100, 1000, 0.01);
    add("tf", 400, 500, 0.2);
    add("tf", 100, 500, 0.3);
    comparison.add("W2", "dl4j", null);
    assertThat(comparison.table())
        .hasSize(5)
        .contains(
            "| W2 | gradus | 200 |  | 1,000 |  | 100 |  | 1 of 3 |",
            "| W2 | tf | 250 | 0.80 x | 500 | 2.00 x | 100 | 1.00 x | 2 of 2 (!) |",
            "| W2 | dl4j | failed |  |  |  |  |  |  |");
  }
}
