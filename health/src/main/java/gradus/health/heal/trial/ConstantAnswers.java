package gradus.health.heal.trial;

import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;
import gradus.nn.loss.GaussianNll;
import gradus.nn.loss.KlDivergence;
import gradus.nn.loss.Loss;
import gradus.nn.loss.NegativeLogLikelihood;
import gradus.train.data.Dataset;
import gradus.train.data.Labels;
import gradus.train.data.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Answers that are the same for all examples, made from the answers of the training part: what a
 * network gives that does not look at its input.
 */
final class ConstantAnswers {
  private static final double LEAST = 1e-6;

  private ConstantAnswers() {}

  /** Whether a loss takes logarithms of shares, of which it cannot be below 0. */
  static boolean ofShares(Loss loss) {
    return loss instanceof NegativeLogLikelihood || loss instanceof KlDivergence;
  }

  /** The least loss of a constant answer on held-out examples; infinite if there is none. */
  static double loss(Loss loss, Dataset train, Dataset held) {
    double best = Double.POSITIVE_INFINITY;
    for (double[] row : rows(loss, train)) {
      try {
        best = Math.min(best, loss(loss, row, held));
      } catch (RuntimeException e) {
        // A loss that does not take such an answer has no constant answer of this kind.
        continue;
      }
    }
    return best;
  }

  /** Rows that a loss may take: of logarithms of shares only such whose shares sum to 1. */
  private static List<double[]> rows(Loss loss, Dataset train) {
    double[] means = means(train);
    double[] logs = Arrays.stream(means).map(m -> Math.log(Math.max(LEAST, m))).toArray();
    return switch (loss) {
      case NegativeLogLikelihood _ -> List.of(logs);
      case KlDivergence kl -> List.of(kl.logTarget() ? logShares(means) : logs);
      case GaussianNll _ -> List.of(density((Values) train.targets(), means));
      default -> {
        double[] odds = Arrays.stream(means).map(ConstantAnswers::logit).toArray();
        List<double[]> rows = new ArrayList<>(List.of(means, logs, odds, new double[means.length]));
        if (train.targets() instanceof Labels && means.length == 2 && !loss.labels()) {
          rows.add(new double[] {means[1]});
          rows.add(new double[] {logs[1] - logs[0]});
        }
        yield rows;
      }
    };
  }

  private static double[] means(Dataset train) {
    double[] means = new double[train.targets().width()];
    switch (train.targets()) {
      case Labels labels -> {
        for (int label : labels.toArray()) {
          means[label] += 1.0 / labels.size();
        }
      }
      case Values values -> {
        for (int i = 0; i < values.size() * means.length; i++) {
          means[i % means.length] +=
              values.value(i / means.length, i % means.length) / (double) values.size();
        }
      }
    }
    return means;
  }

  private static double logit(double share) {
    double within = Math.clamp(share, LEAST, 1 - LEAST);
    return Math.log(within / (1 - within));
  }

  /** Logarithms less the logarithm of what their shares sum to. */
  private static double[] logShares(double[] logs) {
    double sum = Math.log(Arrays.stream(logs).map(Math::exp).sum());
    return Arrays.stream(logs).map(log -> log - sum).toArray();
  }

  /** The means, and then the logarithms of the variances about them. */
  private static double[] density(Values values, double[] means) {
    int n = means.length;
    double[] row = Arrays.copyOf(means, 2 * n);
    for (int c = 0; c < n; c++) {
      double squares = 0;
      for (int i = 0; i < values.size(); i++) {
        double distance = values.value(i, c) - means[c];
        squares += distance * distance / values.size();
      }
      row[n + c] = Math.log(Math.max(LEAST, squares));
    }
    return row;
  }

  private static double loss(Loss loss, double[] row, Dataset held) {
    int n = held.size();
    float[] outputs = new float[n * row.length];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = (float) row[i % row.length];
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
          case Values values -> Tensor.of(Shape.of(n, values.width()), values.toArray());
        };
    double value = loss.apply(output, target).toFloats()[0];
    return Double.isFinite(value) ? value : Double.POSITIVE_INFINITY;
  }
}
