package gradus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RehearsalTest {
  @Test
  void aStepIsMade() {
    // All logits are equal, since the features are zeros: four classes are equally likely.
    assertThat(Rehearsal.play()).isCloseTo(Math.log(4), within(1e-5));
  }

  @Test
  void failsInSilence() throws InterruptedException {
    PrintStream before = System.err;
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
    try {
      Rehearsal.start(
              () -> {
                throw new OutOfMemoryError("no memory for a rehearsal");
              })
          .join();
    } finally {
      System.setErr(before);
    }
    assertThat(told.toString(StandardCharsets.UTF_8)).doesNotContain("rehearsal");
  }
}
