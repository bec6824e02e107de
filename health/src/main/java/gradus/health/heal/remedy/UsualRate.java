package gradus.health.heal.remedy;

import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Piece;
import gradus.health.heal.edit.Remedy;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The usual rate of the optimizer, where the given one is far from it; without a schedule that is
 * as odd.
 */
record UsualRate() implements Remedy {
  private static final Map<String, Double> USUAL =
      Map.of(
          "sgd", 0.1,
          "momentum", 0.02,
          "nesterov", 0.02,
          "lamb", 0.005,
          "muon", 0.02,
          "adadelta", 1.0);

  /** What moves each weight by about the rate in a step, whatever the size of the gradient. */
  private static final Set<String> BY_SIGN =
      Set.of("adam", "adamw", "adamax", "amsgrad", "nadam", "radam", "rmsprop", "lion");

  /**
   * RAdam holds its steps back until it knows the size of gradients (Liu et al. 2020): after t of
   * them to about the root of t / 2000, on average that of t / 3000.
   */
  private static final double RECTIFIED = 3000;

  /** Steps of Lion always have the full size, so its rates are 3 to 10 times less (Chen 2023). */
  private static final double LION = 3;

  private static final double LEAST = 1e-3;
  private static final double MOST = 1e-2;
  private static final double FAR = 9;

  /** The width for which the rates are usual, and how much narrow layers change them. */
  private static final double USUAL_WIDTH = 32;

  private static final double MOST_TIMES = 4;
  private static final double MOST_NARROW = 0.02;

  /** Rates a hundred times less are usual where learned weights are only refined. */
  private static final double LOW = 300;

  @Override
  public String name() {
    return "usual_rate";
  }

  @Override
  public String sentence() {
    return "The rate that is usual for the optimizer.";
  }

  /**
   * The usual rate; null for optimizers that have none. With steps of the size of the rate, a
   * weight must be able to move by about 1 in the whole training: short trainings need long steps.
   */
  static Double of(String optimizer, long steps) {
    if (!BY_SIGN.contains(optimizer)) {
      return USUAL.get(optimizer);
    }
    double held =
        switch (optimizer) {
          case "radam" -> Math.min(1, Math.sqrt(steps / RECTIFIED));
          case "lion" -> LION;
          default -> 1;
        };
    return RateTimes.rounded(Math.clamp(1.0 / steps, LEAST, MOST) / held);
  }

  /**
   * The usual rate for a network: what goes by the sign moves a sum over few units less, so that
   * narrow layers need longer steps, as many times as they are narrower (Yang, Hu et al. 2021).
   */
  static Double of(String optimizer, Draft draft, long steps) {
    Double usual = of(optimizer, steps);
    if (!BY_SIGN.contains(optimizer)) {
      return usual;
    }
    return RateTimes.rounded(Math.min(usual * narrow(draft), Math.max(usual, MOST_NARROW)));
  }

  /** How many times longer steps are for the width of a network of dense layers alone. */
  private static double narrow(Draft draft) {
    List<Piece> hidden = draft.hidden();
    boolean dense = !hidden.isEmpty() && hidden.stream().allMatch(p -> p.kind().equals("dense"));
    int widest =
        hidden.stream()
            .map(piece -> piece.settings().get("units"))
            .mapToInt(units -> units instanceof Number number ? number.intValue() : 0)
            .max()
            .orElse(0);
    return dense && widest > 0 ? Math.clamp(USUAL_WIDTH / widest, 1, MOST_TIMES) : 1;
  }

  /** Whether a run has a rate far above the usual one. */
  static boolean isHigh(Draft draft, long steps) {
    return isHigh(draft, steps, 1);
  }

  /** Whether a run has a rate far above the usual one where a schedule multiplies it. */
  static boolean isHigh(Draft draft, long steps, double factor) {
    Double usual = of(RateTimes.optimizer(draft), draft, steps);
    return usual != null && RateTimes.rate(draft) * factor > FAR * usual;
  }

  /** Whether a run has a rate so far below the usual one that it hardly moves. */
  static boolean isLow(Draft draft, long steps) {
    Double usual = of(RateTimes.optimizer(draft), draft, steps);
    double rate = RateTimes.rate(draft);
    return usual != null && rate > 0 && rate < usual / LOW;
  }

  @Override
  public List<Draft> prescribe(Patient patient) {
    String optimizer = RateTimes.optimizer(patient.draft());
    Double usual = of(optimizer, patient.draft(), patient.facts().steps());
    double rate = RateTimes.rate(patient.draft());
    double least = BY_SIGN.contains(optimizer) ? LEAST : usual == null ? 0 : usual;
    if (usual == null || rate <= usual * FAR && rate >= least / FAR) {
      return List.of();
    }
    Draft draft = patient.draft().by(name()).set(usual, sentence(), "optimizer", optimizer, "rate");
    if (SteadyRate.isOdd(patient)) {
      draft.set(null, "the schedule was made for the other rate", "schedule");
    }
    return List.of(draft);
  }
}
