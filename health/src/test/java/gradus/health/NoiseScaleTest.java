package gradus.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import gradus.train.log.Event;
import gradus.train.run.Prepared;
import gradus.train.run.RunFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against problems whose noise scale is known exactly. */
class NoiseScaleTest {
  /** A measured step of two parameters of which g holds the first {@code cut} numbers, and rest. */
  private static Event.GradientFlow flow(double[] g, double[] h, int cut) {
    return new Event.GradientFlow(1, List.of(part(g, h, 0, cut), part(g, h, cut, g.length)));
  }

  private static Event.Part part(double[] g, double[] h, int from, int to) {
    double gg = 0;
    double hh = 0;
    double gh = 0;
    for (int i = from; i < to; i++) {
      gg += g[i] * g[i];
      hh += h[i] * h[i];
      gh += g[i] * h[i];
    }
    int n = to - from;
    return new Event.Part(
        "p" + from,
        Math.sqrt(gg / n),
        0,
        1,
        1,
        0,
        OptionalDouble.of(gh / Math.sqrt(gg * hh)),
        OptionalDouble.of(Math.sqrt(hh / n)),
        n);
  }

  /** Pairs of means of batches, drawn independently, of gradients with mean G and deviation s. */
  private static List<Event.GradientFlow> drawn(
      Random random, double[] mean, double[] deviation, int batch, int pairs) {
    List<Event.GradientFlow> flows = new ArrayList<>();
    for (int pair = 0; pair < pairs; pair++) {
      double[][] two = new double[2][mean.length];
      for (double[] g : two) {
        for (int i = 0; i < g.length; i++) {
          g[i] = mean[i] + deviation[i] / Math.sqrt(batch) * random.nextGaussian();
        }
      }
      flows.add(flow(two[0], two[1], 3));
    }
    return flows;
  }

  private static final double[] MEAN = {0.1, -0.4, 0.2, 0.3, 0, 0, 0.5, -0.1};
  private static final double[] DEVIATION = {1, 2, 0.5, 3, 1, 1, 0.1, 2};
  private static final double SIGNAL = 0.01 + 0.16 + 0.04 + 0.09 + 0.25 + 0.01;
  private static final double TRACE = 1 + 4 + 0.25 + 9 + 1 + 1 + 0.01 + 4;

  @Test
  void ofGaussianGradientsItIsTraceOverSquare() {
    NoiseScale noise =
        NoiseScale.of(drawn(new Random(1), MEAN, DEVIATION, 16, 4000), 16).orElseThrow();
    assertThat(noise.isKnown()).isTrue();
    assertThat(noise.signal()).isCloseTo(SIGNAL, withPercentage(6));
    assertThat(noise.trace()).isCloseTo(TRACE, withPercentage(4));
    assertThat(noise.value()).isCloseTo(TRACE / SIGNAL, withPercentage(8));
  }

  @Test
  void theIntervalHoldsTheTruthNineteenTimesOfTwenty() {
    Random random = new Random(2);
    int within = 0;
    int runs = 400;
    for (int run = 0; run < runs; run++) {
      NoiseScale noise = NoiseScale.of(drawn(random, MEAN, DEVIATION, 64, 40), 64).orElseThrow();
      assertThat(noise.isKnown()).isTrue();
      within += noise.low() <= TRACE / SIGNAL && TRACE / SIGNAL <= noise.high() ? 1 : 0;
    }
    assertThat(within / (double) runs).isBetween(0.91, 0.99);
  }

  @Test
  void noiseAloneIsNotTold() {
    Random random = new Random(3);
    int told = 0;
    for (int run = 0; run < 200; run++) {
      NoiseScale noise = NoiseScale.of(drawn(random, new double[8], DEVIATION, 8, 12), 8).get();
      told += noise.isKnown() ? 1 : 0;
    }
    assertThat(told).as("2.5 of 100 by chance").isLessThan(14);
    double[] same = {1, 2, 3, 4, 5, 6, 7, 8};
    NoiseScale whole = NoiseScale.of(Collections.nCopies(9, flow(same, same, 3)), 8).get();
    assertThat(whole.value()).isLessThan(1e-9);
  }

  @Test
  void logsThatDoNotSayGiveNothing() {
    List<Event.GradientFlow> old = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      old.add(new Event.GradientFlow(i, List.of(Event.Part.of("a", 1, 1, 1))));
    }
    assertThat(NoiseScale.of(old, 8)).isEmpty();
    assertThat(NoiseScale.of(drawn(new Random(4), MEAN, DEVIATION, 8, 4), 8)).isEmpty();
  }

  /**
   * A linear model that begins at 0 and hardly moves: the gradient of example i by the weights is
   * {@code −2 yᵢ xᵢ} and by the bias {@code −2 yᵢ}, so Σ and G are enumerated in float64.
   */
  @Test
  void ofALinearModelItIsWhatEnumerationSays() {
    int examples = 512;
    Random random = new Random(5);
    StringBuilder rows = new StringBuilder();
    StringBuilder targets = new StringBuilder();
    double[][] gradients = new double[examples][];
    double[] mean = new double[4];
    for (int i = 0; i < examples; i++) {
      double[] x = {random.nextGaussian(), random.nextGaussian(), 2 * random.nextGaussian()};
      double y = 0.8 * x[0] - 0.5 * x[1] + 0.2 * x[2] + 0.3 + random.nextGaussian();
      rows.append(i == 0 ? "" : ", ").append(Arrays.toString(x));
      targets.append(i == 0 ? "" : ", ").append("[").append(y).append("]");
      gradients[i] = new double[] {-2 * y * x[0], -2 * y * x[1], -2 * y * x[2], -2 * y};
      for (int j = 0; j < 4; j++) {
        mean[j] += gradients[i][j] / examples;
      }
    }
    double trace = 0;
    double signal = 0;
    for (int j = 0; j < 4; j++) {
      signal += mean[j] * mean[j];
      for (double[] gradient : gradients) {
        trace += Math.pow(gradient[j] - mean[j], 2) / (examples - 1);
      }
    }
    NoiseScale noise = NoiseScale.of(flows(rows, targets), 8).orElseThrow();
    assertThat(noise.pairs()).isGreaterThan(2000);
    assertThat(noise.trace()).isCloseTo(trace, withPercentage(5));
    assertThat(noise.signal()).isCloseTo(signal - trace / examples, withPercentage(5));
    assertThat(noise.value()).isBetween(noise.low(), noise.high());
    assertThat(trace / (signal - trace / examples)).isBetween(noise.low(), noise.high());
    assertThat(noise.sentence()).contains("times the batch of 8");
  }

  private static List<Event.GradientFlow> flows(CharSequence rows, CharSequence targets) {
    RunFile file =
        RunFile.parse(
            """
            data: {inline: {inputs: [%s], targets: [%s]}, normalize: none}
            model: [dense: {units: 1, initializer: zeros}]
            loss: mse
            optimizer: {sgd: 1e-12}
            train: {epochs: 40, batch: 8, threads: 1}
            """
                .formatted(rows, targets),
            "test",
            List.of());
    List<Event.GradientFlow> flows = new ArrayList<>();
    Prepared prepared = Prepared.of(file);
    prepared
        .trainer()
        .measureEvery(1)
        .listen(
            event -> {
              if (event instanceof Event.GradientFlow flow) {
                flows.add(flow);
              }
            })
        .fit(prepared.split());
    return flows;
  }
}
