package gradus.train.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Every golden case in float64 by the interpreter and in float32 by the compiled executor: outputs
 * and gradients. {@code -Dgoldens=DIR} reads another folder of the same format. A summary is left
 * in {@code target/goldens.txt}.
 */
final class GoldenTest {
  @Test
  void agreesWithEveryCaseWhoseOperationExists() throws Exception {
    Map<String, Operation> tensors = Operations.tensors();
    Map<String, NumberOperation> numbers = Operations.numbers();
    Summary summary = new Summary();
    List<GoldenCase> cases = GoldenFiles.read(GoldenFiles.folder());
    for (GoldenCase golden : cases) {
      try {
        if (golden.op().equals("train")) {
          if (Training.supports(golden)) {
            summary.add(golden, Training.check(golden));
          } else {
            summary.missing(golden);
          }
        } else if (!RecurrentOperations.supports(golden)) {
          summary.missing(golden);
        } else if (tensors.containsKey(golden.op())) {
          summary.add(golden, Check.run(golden, tensors.get(golden.op())));
        } else if (numbers.containsKey(golden.op())) {
          summary.add(golden, Check.runNumbers(golden, numbers.get(golden.op())));
        } else if (Operations.NOT_SUPPORTED.contains(golden.op())) {
          summary.missing(golden);
        } else {
          summary.add(golden, List.of("unknown operation " + golden.op()));
        }
      } catch (RuntimeException e) {
        summary.add(golden, List.of(e.toString() + " at " + e.getStackTrace()[0]));
      }
    }
    Files.createDirectories(Path.of("target"));
    Files.writeString(Path.of("target", "goldens.txt"), summary.text());
    assertThat(cases).as("cases read").isNotEmpty();
    assertThat(summary.failures()).as("cases that differ; see target/goldens.txt").isEmpty();
    assertThat(summary.passed()).as("cases that passed").isPositive();
  }
}
