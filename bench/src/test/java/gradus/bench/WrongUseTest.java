package gradus.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrong use ends with 2 and one sentence that says how to do better. */
class WrongUseTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "\"\" | gradus bench: name a command: steps, peak",
        "stps | gradus bench: unknown command 'stps'; did you mean 'steps'?",
        "steps | gradus bench steps: missing --workload; give it",
        "steps --workload W9 | no workload 'W9'; known are: W1, W2",
        "steps --workload W1 --secnds 3 | unknown option '--secnds'; did you mean '--seconds'?",
        "steps --workload W1 --seconds 0 | --seconds: got 0.0; must be more than 0",
        "steps --workload W1 --seconds NaN | --seconds: got NaN",
        "steps --workload W1 --warm-up -1 | --warm-up: got -1.0",
        "steps --workload W1 --threads 0 | --threads: got 0; must be in 1..1024",
        "steps --workload W1 --threads two | 'two' is not",
        "steps --workload W1 more | unexpected argument 'more'",
        "peak --seconds 1e9 | --seconds: got 1.0E9",
        "profile --workload W8a | W8a is a single product; choose a training",
        "profile --workload W1 --top 0 | --top: got 0; must be 1 or more",
        "kernels --filter nothing | no kernel's name contains 'nothing'",
        "kernels --warm-up 0 | --warm-up: got 0.0",
        "peers --workloads W6 | --workloads: got 'W6'",
        "peers --peers torch-tuend | --peers: got 'torch-tuend'; did you mean 'torch-tuned'?",
        "peers --rounds 0 | --rounds: got 0; must be in 1..1000",
        "peers --workloads W1 | the folder of the source tree is not known",
        "products --shapes 128x784 | --shapes: got '128x784'; a product is MxKxN",
        "products --shapes 1x2x3:c | --shapes: got '1x2x3:c'; a product is MxKxN",
        "products --shapes 1x0x3 | --shapes: got '1x0x3'; M, K and N must be at least 1",
        "products --shapes 99999x99999x9 | must be at most 1073741824",
        "products --seconds 0 | --seconds: got 0.0; must be more than 0",
        "products | the folder of the source tree is not known",
        "wards --ward nowhere | --ward: nowhere is no folder",
        "wards --sample -1 | --sample: got -1; must be 0 or more",
        "wards --certify nowhere | --certify: nowhere is no folder; name one with run files",
        "wards --halves | --halves: goes with --certify DIR; name a ward",
        "wards --certify . --seconds 0 | --seconds: got 0.0; must be more than 0",
        "wards --draft nowhere | --draft: nowhere has no folder data",
        "wards | the folder of the source tree is not known",
        "roofline --workload W2,W8b | W8b is a single product",
        "roofline --output src | --output: got the folder src; must be the name of a file",
        "roofline --output pom.xml/a.svg | --output: pom.xml/a.svg cannot be written",
        "peers --output pom.xml/a.jsonl | --output: pom.xml/a.jsonl cannot be written",
      })
  void saysWhatIsWrong(String arguments, String sentence) {
    Session session = Session.run(arguments).exits(2);
    assertThat(session.error()).contains(sentence).doesNotContain("\tat ");
    assertThat(session.error().lines()).hasSize(1);
    assertThat(session.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"steps", "peak", "profile", "kernels", "peers", "products", "roofline", "wards"})
  void helpsWithAnExample(String command) {
    Session session = Session.run(command + " --help").exits(0);
    assertThat(session.out()).contains("Usage: gradus bench " + command, "Example:");
    assertThat(session.error()).isEmpty();
  }
}
