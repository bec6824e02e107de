package gradus.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.train.Engine;
import gradus.train.data.Batch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The workloads are what their table says; counts are by hand. */
class WorkloadsTest {
  @ParameterizedTest
  @CsvSource({
    "W1, 13", // 2·3+3 + 3·1+1
    "W2, 535818", // 784·512+512 + 512·256+256 + 256·10+10
    "W3, 1663370", // 832 + 51,264 + 3136·512+512 + 5,130
    "W4, 272474", // 464 + 14,016 + 51,648 + 205,696 + 650
    "W5, 396810", // 128·1024+1024 + 256·1024 + 2,570
    "W7, 3317770", // 50 (256·256+256 + 512) + 2,570
    "D100, 412490", // 99 (64·64+64) + 650
    "D1000, 4156490", // 999 (64·64+64) + 650
  })
  void trainsSoManyNumbers(String id, long parameters) {
    try (Engine engine = Workloads.training(id).engine(1)) {
      assertThat(engine.trained()).isEqualTo(parameters);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "W1, 168", // 4 (4·6 + 6·3)
    "W2, 308150272", // 128 (4·784·512 + 6·(512·256 + 256·10))
    "W8a, 2147483648",
    "W8c, 102760448",
  })
  void countsTheOperationsOfAStep(String id, double operations) {
    assertThat(Workloads.of(id).operations()).isEqualTo(operations);
  }

  @Test
  void operationsAreThoseOfTheProductsInTheProgram() {
    TrainingWorkload mlp = Workloads.training("W2");
    try (Engine engine = mlp.engine(1)) {
      double all =
          engine.profile(Batches.of(mlp)[0], mlp.rate(), 1, false).stream()
              .mapToDouble(timing -> timing.work().operations())
              .sum();
      // Elementwise work is counted there too: Adam takes about 15 operations a parameter.
      assertThat(all - mlp.operations()).isBetween(5.0 * 535818, 25.0 * 535818);
    }
  }

  @Test
  void dataAreThoseOfThePeers() {
    Batch[] xor = Batches.of(Workloads.training("W1"));
    assertThat(xor).hasSize(1);
    assertThat(xor[0].features()).containsExactly(0, 0, 0, 1, 1, 0, 1, 1);
    Batch[] classes = Batches.of(Workloads.training("W4"));
    assertThat(classes).hasSize(16);
    assertThat(classes[3].labels()).hasSize(128).containsOnly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    double square = 0;
    for (float x : classes[3].features()) {
      square += x * x;
    }
    // Prototypes have variance 0.25, noise 1.
    assertThat(square / classes[3].features().length).isCloseTo(1.25, within(0.05));
  }
}
