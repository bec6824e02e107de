package gradus.health.preflight;

import gradus.nn.loss.BinaryCrossEntropy;
import gradus.nn.loss.BinaryCrossEntropyLogits;
import gradus.nn.loss.CrossEntropy;
import gradus.nn.loss.GaussianNll;
import gradus.nn.loss.Huber;
import gradus.nn.loss.KlDivergence;
import gradus.nn.loss.Loss;
import gradus.nn.loss.MeanAbsoluteError;
import gradus.nn.loss.MeanSquaredError;
import gradus.nn.loss.NegativeLogLikelihood;
import gradus.nn.loss.SmoothL1;
import gradus.train.data.Labels;
import java.util.function.DoubleUnaryOperator;

/** The loss of the best answer that is the same for all inputs. */
final class Chance {
  private Chance() {}

  static double loss(Loss loss, Rows rows, int outputs) {
    return switch (loss) {
      case CrossEntropy l -> !l.weights().isEmpty() ? Double.NaN : entropy(rows);
      case NegativeLogLikelihood _ -> entropy(rows);
      case BinaryCrossEntropy _, BinaryCrossEntropyLogits _ -> binary(rows, outputs);
      case MeanSquaredError _ -> squares(rows, outputs);
      case MeanAbsoluteError _ -> absolute(rows, outputs);
      case Huber l when !rows.labelled() ->
          aboutMeans(rows, d -> d < l.delta() ? d * d / 2 : l.delta() * (d - l.delta() / 2));
      case SmoothL1 l when !rows.labelled() ->
          aboutMeans(rows, d -> d < l.beta() ? d * d / (2 * l.beta()) : d - l.beta() / 2);
      case KlDivergence l when !rows.labelled() && !l.logTarget() -> divergence(rows);
      case GaussianNll l when !rows.labelled() -> density(rows, l.full());
      default -> Double.NaN;
    };
  }

  private static double[] shares(Rows rows) {
    int[] counts = ((Labels) rows.targets()).counts();
    double all = Math.max(1, rows.targets().size());
    return java.util.Arrays.stream(counts).mapToDouble(count -> count / all).toArray();
  }

  private static double entropy(Rows rows) {
    if (!rows.labelled()) {
      return Double.NaN;
    }
    double sum = 0;
    for (double share : shares(rows)) {
      sum -= share > 0 ? share * Math.log(share) : 0;
    }
    return sum;
  }

  private static double binary(Rows rows, int outputs) {
    double sum = 0;
    if (!rows.labelled()) {
      for (int c = 0; c < rows.answers(); c++) {
        double mean = mean(rows, c);
        if (mean < 0 || mean > 1) {
          return Double.NaN;
        }
        sum += binary(mean);
      }
      return sum / rows.answers();
    }
    double[] shares = shares(rows);
    int counted = 0;
    for (int i = outputs == 1 ? 1 : 0; i < shares.length; i++) {
      sum += binary(shares[i]);
      counted++;
    }
    return sum / Math.max(1, counted);
  }

  /** The mean binary cross-entropy of answering p where the mean target is p. */
  private static double binary(double p) {
    return p > 0 && p < 1 ? -(p * Math.log(p) + (1 - p) * Math.log1p(-p)) : 0;
  }

  private static double squares(Rows rows, int outputs) {
    if (rows.labelled()) {
      double[] shares = shares(rows);
      double sum = 0;
      for (double p : shares) {
        sum += p * (1 - p);
      }
      return outputs == 1 ? sum / 2 : sum / shares.length;
    }
    return aboutMeans(rows, d -> d * d);
  }

  /** About the middle: held against the mean, which is never better. */
  private static double absolute(Rows rows, int outputs) {
    if (rows.labelled()) {
      double sum = 0;
      double[] shares = shares(rows);
      for (double p : shares) {
        sum += Math.min(p, 1 - p);
      }
      return outputs == 1 ? sum / 2 : sum / shares.length;
    }
    return aboutMeans(rows, d -> d);
  }

  /** The mean loss of the columns' means, from a loss of the distance to them. */
  private static double aboutMeans(Rows rows, DoubleUnaryOperator loss) {
    double sum = 0;
    for (int c = 0; c < rows.answers(); c++) {
      double mean = mean(rows, c);
      for (int i = 0; i < rows.size(); i++) {
        sum += loss.applyAsDouble(Math.abs(rows.value(i, c) - mean));
      }
    }
    return sum / rows.size() / rows.answers();
  }

  /** From the columns' means as shares: {@code Σ (mean of t ln t − m ln m)}. */
  private static double divergence(Rows rows) {
    double sum = 0;
    for (int c = 0; c < rows.answers(); c++) {
      for (int i = 0; i < rows.size(); i++) {
        sum += product(rows.value(i, c)) / rows.size();
      }
      sum -= product(mean(rows, c));
    }
    return sum;
  }

  private static double product(double share) {
    return share > 0 ? share * Math.log(share) : 0;
  }

  /** Of normal laws with the columns' means and variances: the mean of {@code (ln v + 1) / 2}. */
  private static double density(Rows rows, boolean full) {
    double sum = 0;
    for (int c = 0; c < rows.answers(); c++) {
      double mean = mean(rows, c);
      double squares = 0;
      for (int i = 0; i < rows.size(); i++) {
        squares += Math.pow(rows.value(i, c) - mean, 2) / rows.size();
      }
      sum += (Math.log(squares) + 1 + (full ? Math.log(2 * Math.PI) : 0)) / 2;
    }
    return sum / rows.answers();
  }

  private static double mean(Rows rows, int column) {
    double sum = 0;
    for (int i = 0; i < rows.size(); i++) {
      sum += rows.value(i, column);
    }
    return sum / rows.size();
  }
}
