package gradus.nn.optim;

import gradus.core.tensor.Tensor;
import gradus.nn.config.Setting;

/** Settings and formulas that several optimizers share. */
final class Common {
  private Common() {}

  static Setting rate(double fallback) {
    return Setting.number("rate", 0, 1e6, fallback, "learning rate");
  }

  static Setting beta(String name, double fallback, String help) {
    return Setting.number(name, 0, Math.nextDown(1.0), fallback, help);
  }

  static Setting beta1() {
    return beta("beta1", 0.9, "memory of the mean gradient, below 1");
  }

  static Setting beta2(double fallback) {
    return beta("beta2", fallback, "memory of the mean squared gradient, below 1");
  }

  static Setting epsilon(double fallback) {
    return Setting.number("epsilon", 0, 1, fallback, "keeps the denominator from 0");
  }

  static Setting decay(double fallback, String kind) {
    return Setting.number("decay", 0, 1e3, fallback, "weight decay, " + kind);
  }

  static Setting coupled() {
    return decay(0, "added to the gradient");
  }

  static Setting decoupled(double fallback) {
    return decay(fallback, "taken from the weights");
  }

  /** The exponential average {@code beta old + (1 - beta) x}. */
  static Tensor average(double beta, Tensor old, Tensor x) {
    return old.mul(beta).add(x.mul(1 - beta));
  }

  /** {@code sqrt(Σ x²)}, a scalar. */
  static Tensor norm(Tensor x) {
    return x.square().sum().sqrt();
  }
}
