package gradus.train.teach;

import gradus.core.tensor.Tensor;
import gradus.nn.loss.BinaryCrossEntropy;
import gradus.nn.loss.BinaryCrossEntropyLogits;
import gradus.nn.loss.CrossEntropy;
import gradus.nn.loss.Huber;
import gradus.nn.loss.Loss;
import gradus.nn.loss.MeanAbsoluteError;
import gradus.nn.loss.MeanSquaredError;
import gradus.nn.loss.NegativeLogLikelihood;
import gradus.nn.loss.Reduction;
import java.util.ArrayList;
import java.util.List;

/**
 * The loss in formulas.
 *
 * @param forward its value
 * @param error its derivative by the output of the network
 * @param remarks what must be said to read the formulas
 */
record LossFormula(List<String> forward, String error, List<String> remarks) {
  /**
   * The formulas of a loss.
   *
   * @param out the symbol of the network's output
   */
  static LossFormula of(Loss loss, String out, Tensor output) {
    int all = output.shape().count();
    int rows = all / Math.max(1, output.size(-1));
    return switch (loss) {
      case MeanSquaredError _ ->
          each(loss, all, "(%s − t)²".formatted(out), "2 (%s − t)".formatted(out));
      case MeanAbsoluteError _ ->
          each(loss, all, "|%s − t|".formatted(out), "sign(%s − t)".formatted(out));
      case Huber h ->
          each(
              loss,
              all,
              "(d² / 2 if |d| < %s, else %s (|d| − %s / 2)) with d = %s − t"
                  .formatted(delta(h), delta(h), delta(h), out),
              "clamp(%s − t, −%s, %s)".formatted(out, delta(h), delta(h)));
      case BinaryCrossEntropy _ ->
          each(
              loss,
              all,
              "−(t log %s + (1 − t) log(1 − %s))".formatted(out, out),
              "(%s − t) / (%s (1 − %s))".formatted(out, out, out));
      case BinaryCrossEntropyLogits b when b.positiveWeights().isEmpty() ->
          each(loss, all, "−(t log p + (1 − t) log(1 − p))", "(p − t)")
              .where("p = sigmoid(%s)".formatted(out))
              .remark(
                  "p (1 − p), the slope of the sigmoid, cancels against the denominator of the"
                      + " logarithm's derivative.");
      case CrossEntropy c -> crossEntropy(c, out, rows);
      case NegativeLogLikelihood n when n.weights().isEmpty() ->
          each(loss, rows, "−%s[n, t_n]".formatted(out), "−y")
              .where("y[n, k] = 1 if k = t_n, else 0");
      default -> general(loss, out);
    };
  }

  private static String delta(Huber huber) {
    return NumberTable.number(huber.delta());
  }

  private static LossFormula crossEntropy(CrossEntropy loss, String out, int rows) {
    if (!loss.weights().isEmpty()) {
      return general(loss, out);
    }
    LossFormula formula =
        each(loss, rows, "−Σ_k y[n, k] log p[n, k]", "(p − y)")
            .where("p = softmax(%s), by rows".formatted(out));
    String labels = loss.soft() ? "y = t" : "y[n, k] = 1 if k = t_n, else 0";
    double e = loss.smoothing();
    String smooth =
        e == 0
            ? ""
            : ", smoothed: y ← %s y + %s / classes"
                .formatted(NumberTable.number(1 - e), NumberTable.number(e));
    return formula
        .where(labels + smooth)
        .remark(
            loss.soft() && e == 0
                ? "p − y holds where the rows of y sum to 1; else p Σ_k y[n, k] − y."
                : "The Jacobian of softmax and the derivative of log cancel: what is left is the"
                    + " prediction minus the truth.");
  }

  private static LossFormula each(Loss loss, int count, String value, String slope) {
    return switch (loss.reduction()) {
      case MEAN ->
          new LossFormula(
              List.of("L = 1/N Σ " + value, "N = " + count), over(slope, "N"), List.of());
      case BATCH_MEAN ->
          new LossFormula(List.of("L = 1/examples Σ " + value), over(slope, "examples"), List.of());
      case SUM, NONE -> new LossFormula(List.of("L = Σ " + value), slope, List.of());
    };
  }

  /** {@code 2 (a - t)} over N is {@code 2/N (a - t)}. */
  private static String over(String slope, String count) {
    return slope.startsWith("2 ") ? "2/" + count + slope.substring(1) : "1/" + count + " " + slope;
  }

  private static LossFormula general(Loss loss, String out) {
    String name = loss.getClass().getSimpleName();
    String mean = loss.reduction() == Reduction.MEAN ? "mean of " : "";
    return new LossFormula(
        List.of("L = " + mean + name + "(" + out + ", t)"),
        "(∂L/∂" + out + ") of " + name,
        List.of());
  }

  private LossFormula where(String line) {
    List<String> lines = new ArrayList<>(forward);
    lines.add(line);
    return new LossFormula(lines, error, remarks);
  }

  private LossFormula remark(String words) {
    List<String> more = new ArrayList<>(remarks);
    more.add(words);
    return new LossFormula(forward, error, more);
  }
}
