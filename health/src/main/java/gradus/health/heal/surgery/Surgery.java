package gradus.health.heal.surgery;

import gradus.core.ir.Data;
import gradus.core.tensor.Tensor;
import gradus.nn.Layer;
import java.util.Map;
import java.util.Set;

/** The operations on learned weights. */
public final class Surgery {
  /** The name of {@link #rebalanced}. */
  public static final String REBALANCE = "rebalance_layers";

  /** The name of {@link #reborn}. */
  public static final String REBIRTH = "reborn_units";

  private Surgery() {}

  /** Weights of ReLU layers that follow one another become equally large. */
  public static Map<String, Data> rebalanced(
      Layer model, Tensor examples, Map<String, Data> values) {
    return Rebalance.of(new Weights(model, examples, values));
  }

  /** Units that are dead for all examples begin anew without being heard. */
  public static Map<String, Data> reborn(
      Layer model, Tensor examples, Map<String, Data> values, long seed) {
    return Rebirth.of(new Weights(model, examples, values), seed);
  }

  /**
   * Inserted batch norms give what they get.
   *
   * @param values of the changed model, all of them
   * @param given names of those values that were there before
   */
  public static Map<String, Data> normed(
      Layer model, Tensor examples, Map<String, Data> values, Set<String> given) {
    return NormFit.of(new Weights(model, examples, values), given);
  }
}
