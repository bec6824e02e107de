package gradus.health.heal.trial;

import gradus.train.data.DataSplit;
import gradus.train.data.Dataset;
import gradus.train.data.Labels;
import gradus.train.run.RunFile;
import java.util.Objects;

/**
 * How good a trial is on held-out examples: its loss, or, where two runs differ in loss or in the
 * scale of the values to learn, the share of wrong answers or the root mean squared error in the
 * values' own units.
 *
 * <p>What is worse than the best constant answer, or not finite, counts as that: such a model is no
 * use, and how far beyond it has gone says nothing. So does a divergence below 0: what it was
 * computed from were no logarithms of shares.
 */
public final class Judge {
  private static final double ROUNDING = 1e-3;

  private final boolean byLoss;
  private final boolean labels;
  private final double chance;

  /** No loss can be less; what is was not made from shares. */
  private final double least;

  /** All that is worse counts as that. */
  private final double worst;

  private Judge(boolean byLoss, boolean labels, double chance, double least, double worst) {
    this.byLoss = byLoss;
    this.labels = labels;
    this.chance = chance;
    this.least = least;
    this.worst = worst;
  }

  /** A judge between two runs of a laboratory. */
  public static Judge between(Laboratory laboratory, RunFile before, RunFile after) {
    DataSplit split = laboratory.split();
    boolean labels = split.train().targets() instanceof Labels;
    // Without some rows, values to learn have another scale.
    boolean same =
        before.loss().equals(after.loss())
            && Objects.equals(before.data().normalizeTargets(), after.data().normalizeTargets())
            && (labels || before.data().cuts().equals(after.data().cuts()));
    Dataset held = split.validation().size() > 0 ? split.validation() : split.train();
    double chance =
        same
            ? ConstantAnswers.loss(before.loss(), split.train(), held)
            : constantError(laboratory, held);
    boolean bounded = same && ConstantAnswers.ofShares(before.loss());
    double least = bounded ? -ROUNDING : Double.NEGATIVE_INFINITY;
    return new Judge(same, labels, chance, least, chance);
  }

  /** By the answers, whatever the loss: between runs of which some differ in it. */
  public static Judge ofAnswers(Laboratory laboratory) {
    DataSplit split = laboratory.split();
    Dataset held = split.validation().size() > 0 ? split.validation() : split.train();
    boolean labels = split.train().targets() instanceof Labels;
    double chance = constantError(laboratory, held);
    return new Judge(false, labels, chance, Double.NEGATIVE_INFINITY, chance);
  }

  /** The same, but telling apart what is worse than a constant answer, up to twice its measure. */
  public Judge lenient() {
    return new Judge(byLoss, labels, chance, least, chance + Math.abs(chance));
  }

  /** What is compared: {@code loss}, {@code error} or {@code rmse}. */
  public String measure() {
    return byLoss ? "loss" : labels ? "error" : "rmse";
  }

  /** The measure of the best constant answer; infinite if there is none. */
  public double chance() {
    return chance;
  }

  /** The measure of a trial after so many steps: the smaller the better. */
  public double of(Trial trial, long steps) {
    Trial.Score score = trial.score(steps);
    double value =
        byLoss
            ? score.loss()
            : labels
                ? 1 - score.metrics().getOrDefault("accuracy", Double.NaN)
                : score.metrics().getOrDefault("rmse", Double.NaN);
    boolean valid = !Double.isNaN(score.loss()) && !Double.isNaN(value) && value >= least;
    return valid ? Math.min(value, worst) : worst;
  }

  private static double constantError(Laboratory laboratory, Dataset held) {
    if (held.targets() instanceof Labels labels) {
      int most = 0;
      for (int count : labels.counts()) {
        most = Math.max(most, count);
      }
      return 1 - most / (double) labels.size();
    }
    return laboratory.targetDeviation();
  }
}
