package gradus.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The line of JSON has every field, and numbers that fit together. */
class StepsCommandTest {
  private static JsonNode steps(String arguments) {
    Session session = Session.run("steps " + arguments).exits(0);
    assertThat(session.out().lines()).hasSize(1);
    return Json.read(session.out().strip());
  }

  @Test
  void aTrainingHasAllFields() {
    JsonNode line = steps("--workload W1 --seconds 0.5 --warm-up 0.2 --threads 1");
    assertThat(line.propertyNames())
        .containsExactly(
            "library",
            "version",
            "workload",
            "threads",
            "samples_per_s",
            "steps_per_s",
            "gflops",
            "peak_gflops",
            "fraction_of_peak",
            "first_loss",
            "final_loss",
            "steps",
            "windows_steps_per_s",
            "start_to_first_step_ms",
            "warm_ms",
            "compile_ms",
            "own_cpu",
            "other_cpu",
            "peak_rss_mb",
            "jdk");
    assertThat(line.get("library").asString()).isEqualTo("gradus");
    assertThat(line.get("windows_steps_per_s").size()).isEqualTo(5);
    double speed = line.get("steps_per_s").asDouble();
    assertThat(speed).isPositive();
    assertThat(line.get("samples_per_s").asDouble() / speed).isBetween(3.99, 4.01);
    assertThat(line.get("final_loss").asDouble()).isLessThan(line.get("first_loss").asDouble());
    assertThat(line.get("fraction_of_peak").asDouble()).isBetween(0.0, 1.0);
    assertThat(line.get("compile_ms").asDouble()).isPositive();
  }

  @Test
  void aProductHasNoLossAndNothingToCompile() {
    JsonNode line = steps("--workload W8c --seconds 0.1 --warm-up 0.1 --threads 1");
    assertThat(line.get("first_loss").isNull()).isTrue();
    assertThat(line.has("compile_ms")).isFalse();
    double gflops = line.get("gflops").asDouble();
    double expected = line.get("steps_per_s").asDouble() * 2 * 128 * 784 * 512 / 1e9;
    assertThat(gflops / expected).isBetween(0.999, 1.001);
  }

  @Test
  void thePeakIsALineToo() {
    JsonNode line = Json.read(Session.run("peak --seconds 0.01 --threads 1").exits(0).out());
    for (String name :
        new String[] {
          "gflops_one_core", "gflops_all_cores", "gb_per_s_one_core", "gb_per_s_all_cores"
        }) {
      assertThat(line.get(name).asDouble()).as(name).isPositive();
    }
  }
}
