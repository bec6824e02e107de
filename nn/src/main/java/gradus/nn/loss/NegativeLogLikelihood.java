package gradus.nn.loss;

import gradus.core.tensor.Tensor;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * {@code -w_t x_t} of log-probabilities x [.., classes] and labels t [..], a value for each row;
 * the mean divides by the sum of the weights of the labels; rows with the ignored label count
 * nowhere.
 *
 * @param weights a weight for each class
 * @param ignore the label of rows that do not count
 */
public record NegativeLogLikelihood(List<Double> weights, int ignore) implements Loss {
  /** Its line in the catalog. */
  public static final Entry<Loss> ENTRY =
      Entry.of(
          "nll",
          NegativeLogLikelihood.class,
          "Of log-probabilities (a log_softmax before it) and labels",
          List.of(
              Setting.numbers("weights", null, "a weight for each class").optional(),
              Setting.whole("ignore", Integer.MIN_VALUE, -100, "label of rows that do not count")),
          s -> new NegativeLogLikelihood(Lists.of(s, "weights"), s.whole("ignore")),
          l -> Settings.of("weights", Lists.orNull(l.weights()), "ignore", l.ignore()));

  /** Checks the settings. */
  public NegativeLogLikelihood {
    weights = List.copyOf(weights);
  }

  /** With the usual settings. */
  public static NegativeLogLikelihood of() {
    return new NegativeLogLikelihood(List.of(), -100);
  }

  @Override
  public Tensor values(Tensor output, Tensor target) {
    Tensor t = Fit.labels("nll", output, target);
    return ClassWeights.of("nll", weights, ignore, output).values(output, t, 0);
  }

  @Override
  public boolean labels() {
    return true;
  }

  @Override
  public Tensor prediction(Tensor output) {
    return output.exp();
  }

  @Override
  public Tensor weights(Tensor output, Tensor target) {
    return ClassWeights.of("nll", weights, ignore, output)
        .of(output, Fit.labels("nll", output, target));
  }
}
