package gradus.nn.activation;

import gradus.nn.Layer;
import gradus.nn.init.Initializer;

/**
 * A function applied to every number of a signal, {@code a = f(z)}, or along one axis of it. It is
 * a layer, and can stand inside a layer ({@code dense: {units: 10, activation: relu}}).
 */
public interface Activation extends Layer, Initializer.Fitting {
  /** The function in plain text, of {@code z}, for teaching: {@code 1 / (1 + e^-z)}. */
  String formula();

  /** Its derivative in plain text, of {@code z} and of the value {@code a}: {@code a (1 - a)}. */
  String derivative();

  /** What the weights before it should be fitted to; with gain 1 unless it says otherwise. */
  @Override
  default Initializer.Fit fit() {
    return Initializer.Fit.LINEAR;
  }
}
