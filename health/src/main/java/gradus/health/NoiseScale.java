package gradus.health;

import gradus.health.heal.trial.PairedInterval;
import gradus.train.log.Event;
import gradus.train.report.Numbers;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The noise scale of the gradient, in examples: {@code tr(Σ) / |G|²}, with G the mean gradient over
 * all examples and Σ the covariance of the gradients of single examples (McCandlish et al., An
 * Empirical Model of Large-Batch Training, 2018). A batch of as many examples has as much noise as
 * signal in its gradient: far below it steps are mostly noise, far above it more examples win
 * little. A small gradient with little noise vanishes; a small one with much noise has arrived, or
 * cannot be seen.
 *
 * <p>It is made of the gradients g, h of neighbouring steps, over all parameters: with B examples a
 * step and parameters that hardly move, {@code E[g·h] = |G|²} and {@code E[|g|² + |h|²] / 2 −
 * E[g·h] = tr(Σ) / B}. Both means are taken over all pairs before they are divided. Batches of one
 * epoch do not overlap, by which {@code E[g·h]} is smaller by {@code tr(Σ) / N}, N the size of the
 * training part: the result is too large by a factor of about {@code 1 + value / N}. Where steps
 * are long, neighbouring gradients differ by curvature too, which counts as noise.
 *
 * @param pairs how many pairs of steps it is made of
 * @param signal {@code |G|²}; may be negative by chance
 * @param trace {@code tr(Σ)}
 * @param batch B
 * @param low the lower end of the 95 % interval; NaN if {@link #isKnown} is false
 * @param high its upper end
 */
public record NoiseScale(
    int pairs, double signal, double trace, double batch, double low, double high) {
  /** Of fewer pairs nothing is said. */
  private static final int LEAST = 5;

  /** The noise scale over a whole run; empty also if its log does not say the size of a batch. */
  public static Optional<NoiseScale> of(Case patient) {
    return of(patient.flows(), batch(patient));
  }

  /** How many examples a step of a run has; NaN if its log does not say. */
  public static double batch(Case patient) {
    String text =
        patient
            .history()
            .first(Event.RunStarted.class)
            .map(start -> start.facts().getOrDefault("batch", ""))
            .orElse("");
    int times = patient.file().map(file -> file.train().accumulate()).orElse(1);
    return text.matches("[1-9]\\d{0,8}") ? Double.parseDouble(text) * times : Double.NaN;
  }

  /**
   * The noise scale in some measured steps; empty if fewer than 5 of them have what is needed (logs
   * of older versions have not).
   *
   * @param batch how many examples a step has
   */
  public static Optional<NoiseScale> of(List<Event.GradientFlow> flows, double batch) {
    List<double[]> pairs = new ArrayList<>();
    for (Event.GradientFlow flow : flows) {
      products(flow).filter(pair -> Double.isFinite(pair[0] + pair[1])).ifPresent(pairs::add);
    }
    if (pairs.size() < LEAST || !(batch > 0)) {
      return Optional.empty();
    }
    List<Double> signals = pairs.stream().map(pair -> pair[0]).toList();
    double signal = mean(signals);
    double noise = mean(pairs.stream().map(pair -> pair[1] - pair[0]).toList());
    double low = Double.NaN;
    double high = Double.NaN;
    if (PairedInterval.of(signals).isAbove() && noise > 0) {
      // How much each pair moves the logarithm of the ratio (the delta method).
      PairedInterval moves =
          PairedInterval.of(
              pairs.stream().map(p -> (p[1] - p[0]) / noise - p[0] / signal).toList());
      low = noise / signal * batch * Math.exp(moves.low());
      high = noise / signal * batch * Math.exp(moves.high());
    }
    return Optional.of(new NoiseScale(pairs.size(), signal, noise * batch, batch, low, high));
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(value -> value).average().orElse(Double.NaN);
  }

  /** {@code g·h} and {@code (|g|² + |h|²) / 2} over all parameters; empty if one does not say. */
  private static Optional<double[]> products(Event.GradientFlow flow) {
    double dot = 0;
    double square = 0;
    for (Event.Part part : flow.parts()) {
      if (part.numbers() == 0 || part.earlierRms().isEmpty()) {
        return Optional.empty();
      }
      double now = part.gradientRms();
      double earlier = part.earlierRms().getAsDouble();
      // There is no cosine where one of the two is 0.
      dot += part.numbers() * now * earlier * part.cosine().orElse(0);
      square += part.numbers() * (now * now + earlier * earlier) / 2;
    }
    return flow.parts().isEmpty() ? Optional.empty() : Optional.of(new double[] {dot, square});
  }

  /**
   * Whether {@code |G|²} is clearly above zero, by its 95 % interval, and there is noise at all.
   * Else the noise scale cannot be told: it may be endless.
   */
  public boolean isKnown() {
    return low > 0;
  }

  /** {@code tr(Σ) / |G|²}, in examples; of use only if {@link #isKnown}. */
  public double value() {
    return trace / signal;
  }

  /** In one sentence. */
  public String sentence() {
    if (!isKnown()) {
      return "The noise scale cannot be told from "
          + pairs
          + " pairs of steps: "
          + (trace > 0
              ? "the mean gradient is not clearly above zero beside its noise."
              : "neighbouring steps have the same gradient, as with a batch of all examples.");
    }
    return "The noise scale is %s examples (95 %% between %s and %s), %s times the batch of %s."
        .formatted(
            round(value()), round(low), round(high), round(value() / batch), Numbers.of(batch));
  }

  /** Two digits say enough. */
  private static String round(double value) {
    return Double.isFinite(value)
        ? Numbers.of(new BigDecimal(value).round(new MathContext(2)).doubleValue())
        : Numbers.of(value);
  }
}
