package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.train.log.Event;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What people see of a training. */
class ProgressTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter error = new StringWriter();

  private Console console(boolean terminal) {
    return new Console(new PrintWriter(out), new PrintWriter(error), terminal, "gradus");
  }

  private static Event epoch(int number) {
    return new Event.EpochDone(
        number * 10L,
        number,
        0.12344,
        Map.of(),
        OptionalDouble.of(0.25),
        Map.of("accuracy", 0.9712),
        1e-3,
        12345.4,
        OptionalDouble.of(12.4));
  }

  @Test
  void aLineAnEpoch() {
    Progress progress = new Progress(console(false), 20, 0);
    progress.on(epoch(3));
    assertThat(out.toString().strip())
        .isEqualTo(
            "epoch 3/20  loss 0.1234  validation loss 0.2500  accuracy 0.9712  rate 1.0e-3"
                + "  12,345 samples/s  0:12 left");
  }

  @Test
  void aTerminalsLineLivesWithinTheEpoch() {
    Progress progress = new Progress(console(true), 20, 0);
    progress.on(epoch(1));
    OptionalDouble none = OptionalDouble.empty();
    // It is rewritten ten times a second at most: say it until it is.
    while (!out.toString().contains("\r")) {
      progress.on(new Event.StepDone(14, 2, 0.5, 1e-3, none, none, 1));
    }
    assertThat(out.toString()).contains("\repoch 2/20  40 %  loss 0.5000  rate 1.0e-3  0:12 left");
    progress.on(epoch(2));
    assertThat(out.toString()).contains("\r\u001b[Kepoch 2/20  loss 0.1234");
  }

  @Test
  void ofVeryManyEpochsOnlySome() {
    Progress progress = new Progress(console(false), 10_000, 0);
    for (int i = 1; i <= 10_000; i++) {
      progress.on(epoch(i));
    }
    assertThat(out.toString().lines().filter(line -> line.contains("000/10000"))).hasSize(10);
  }

  @Test
  void warningsGoToTheErrorStream() {
    new Progress(console(false), 1, 0).on(new Event.Warning(3, "dense_1.kernel", "is odd"));
    assertThat(out.toString()).isEmpty();
    assertThat(error.toString().strip()).isEqualTo("warning: dense_1.kernel: is odd");
  }

  @Test
  void numbersAsPeopleReadThem() {
    assertThat(Numbers.value(0.5)).isEqualTo("0.5000");
    assertThat(Numbers.value(1.25e-7)).isEqualTo("1.250e-07");
    assertThat(Numbers.value(Double.NaN)).isEqualTo("NaN");
    assertThat(Numbers.rate(1e-3)).isEqualTo("1.0e-3");
    assertThat(Numbers.rate(0.5)).isEqualTo("5.0e-1");
    assertThat(Numbers.rate(12)).isEqualTo("1.2e1");
    assertThat(Numbers.time(61)).isEqualTo("1:01");
    assertThat(Numbers.time(3723)).isEqualTo("1:02:03");
    assertThat(Numbers.bytes(512)).isEqualTo("512 bytes");
    assertThat(Numbers.bytes(5 << 20)).isEqualTo("5.0 MiB");
    assertThat(Numbers.round(1000)).isEqualTo(1000);
    assertThat(Numbers.round(999)).isEqualTo(500);
    assertThat(Numbers.round(0)).isEqualTo(1);
  }

  @Test
  void advisedPathsCanBePasted() {
    assertThat(Training.quoted("runs/digits-1")).isEqualTo("runs/digits-1");
    assertThat(Training.quoted("my runs/it's")).isEqualTo("'my runs/it'\\''s'");
  }
}
