package gradus.health.heal.trial;

import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;
import gradus.nn.loss.Loss;
import gradus.train.data.DataSplit;
import gradus.train.data.Dataset;
import gradus.train.data.Labels;
import gradus.train.data.Values;
import gradus.train.run.RunFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How good a trial is on held-out examples: its loss, or, where two runs differ in loss or in the
 * scale of the values to learn, the share of wrong answers or the root mean squared error in the
 * values' own units.
 *
 * <p>What is worse than the best constant answer, or not finite, counts as that: such a model is no
 * use, and how far beyond it has gone says nothing.
 */
public final class Judge {
  private final boolean byLoss;
  private final boolean labels;
  private final double chance;

  private Judge(boolean byLoss, boolean labels, double chance) {
    this.byLoss = byLoss;
    this.labels = labels;
    this.chance = chance;
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
        same ? constantLoss(before.loss(), split.train(), held) : constantError(laboratory, held);
    return new Judge(same, labels, chance);
  }

  /** By the answers, whatever the loss: between runs of which some differ in it. */
  public static Judge ofAnswers(Laboratory laboratory) {
    DataSplit split = laboratory.split();
    Dataset held = split.validation().size() > 0 ? split.validation() : split.train();
    boolean labels = split.train().targets() instanceof Labels;
    return new Judge(false, labels, constantError(laboratory, held));
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
    boolean finite = !Double.isNaN(score.loss()) && !Double.isNaN(value);
    return finite ? Math.min(value, chance) : chance;
  }

  /** Of a constant answer, by the answers of the training part. */
  private static double constantLoss(Loss loss, Dataset train, Dataset held) {
    double best = Double.POSITIVE_INFINITY;
    for (float[] row : constants(train, loss.labels())) {
      try {
        best = Math.min(best, loss(loss, row, held));
      } catch (RuntimeException e) {
        // A loss that does not take such an answer has no constant answer of this kind.
        continue;
      }
    }
    return best;
  }

  private static List<float[]> constants(Dataset train, boolean classes) {
    int width = train.targets().width();
    float[] means = new float[width];
    switch (train.targets()) {
      case Labels labels -> {
        for (int label : labels.toArray()) {
          means[label] += 1f / labels.size();
        }
      }
      case Values values -> {
        for (int i = 0; i < values.size() * width; i++) {
          means[i % width] += values.value(i / width, i % width) / values.size();
        }
      }
    }
    float[] logs = new float[width];
    for (int i = 0; i < width; i++) {
      logs[i] = (float) Math.log(Math.max(1e-6, means[i]));
    }
    List<float[]> rows = new ArrayList<>(List.of(means, logs, new float[width]));
    if (train.targets() instanceof Labels && width == 2 && !classes) {
      rows.add(new float[] {means[1]});
      rows.add(new float[] {logs[1] - logs[0]});
    }
    if (train.targets() instanceof Values) {
      rows.add(logOdds(means));
    }
    return rows;
  }

  /** Of shares between 0 and 1; what is not one counts as the nearest. */
  private static float[] logOdds(float[] shares) {
    float[] odds = new float[shares.length];
    for (int i = 0; i < odds.length; i++) {
      double p = Math.clamp(shares[i], 1e-6, 1 - 1e-6);
      odds[i] = (float) (Math.log(p) - Math.log1p(-p));
    }
    return odds;
  }

  private static double loss(Loss loss, float[] row, Dataset held) {
    int n = held.size();
    float[] outputs = new float[n * row.length];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = row[i % row.length];
    }
    Tensor output = Tensor.of(Shape.of(n, row.length), outputs);
    Tensor target =
        switch (held.targets()) {
          case Labels labels -> {
            Tensor ids = Tensor.ints(labels.toArray());
            yield loss.labels()
                ? ids
                : row.length == 1 ? ids.floats().reshape(n, 1) : ids.oneHot(row.length);
          }
          case Values values -> Tensor.of(Shape.of(n, row.length), values.toArray());
        };
    double value = loss.apply(output, target).toFloats()[0];
    return Double.isFinite(value) ? value : Double.POSITIVE_INFINITY;
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
