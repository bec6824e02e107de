package gradus.nn.layer;

import gradus.core.tensor.Tensor;
import gradus.nn.Layer;
import gradus.nn.Scope;
import gradus.nn.Weighted;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.init.Constant;
import gradus.nn.init.Initializer;
import gradus.nn.init.Zeros;
import java.util.ArrayList;
import java.util.List;

/**
 * A long short-term memory: {@code c_t = f c_(t-1) + i g}, {@code h_t = o tanh(c_t)}, with gates
 * {@code i, f, o = sigmoid(x_t W + b + h_(t-1) U)} and {@code g = tanh(..)} of the same (Hochreiter
 * and Schmidhuber 1997; forget gate by Gers et al. 2000). [batch, time, in] to [batch, units], or
 * to [batch, time, units]. Parameters, gates in the order i, f, g, o: {@code weight [in, 4 units]},
 * {@code recurrent_weight [units, 4 units]}, {@code bias [4 units]}. Going back one time multiplies
 * the gradient of the memory by f, which is near 1 where the layer has learned to keep.
 *
 * @param recurrence units, output, direction and initializers
 * @param forgetBias the first bias of the forget gate; 1 keeps 73 % at the start (Jozefowicz et al.
 *     2015)
 */
public record Lstm(Recurrence recurrence, double forgetBias) implements Weighted {
  /** Its line in the catalog. */
  public static final Entry<Layer> ENTRY =
      Entry.of(
          "lstm",
          Lstm.class,
          "Long short-term memory over [batch, time, features]",
          Recurrence.settings(
              Setting.number(
                  "forget_bias",
                  Double.NEGATIVE_INFINITY,
                  Double.POSITIVE_INFINITY,
                  1,
                  "first bias of the forget gate")),
          s -> new Lstm(Recurrence.read(s), s.number("forget_bias")),
          l -> l.recurrence.write().with("forget_bias", l.forgetBias));

  private static final int GATES = 4;

  /** Gives the last state. */
  public static Lstm of(int units) {
    return new Lstm(Recurrence.of(units), 1);
  }

  /** Gives the state of each time. */
  public Lstm everyTime() {
    return new Lstm(recurrence.everyTime(), forgetBias);
  }

  /** Reads times in another order. */
  public Lstm direction(Direction order) {
    return new Lstm(recurrence.direction(order), forgetBias);
  }

  /** With an initializer of the input's weights. */
  public Lstm initializer(Initializer start) {
    return new Lstm(recurrence.initializer(start), forgetBias);
  }

  /** With an initializer of the state's weights. */
  public Lstm recurrentInitializer(Initializer start) {
    return new Lstm(recurrence.recurrentInitializer(start), forgetBias);
  }

  /** With another first bias of the forget gate. */
  public Lstm forgetBias(double bias) {
    return new Lstm(recurrence, bias);
  }

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    return recurrence.over(
        x,
        scope,
        List.of(new Zeros(), new Constant(forgetBias), new Zeros(), new Zeros()),
        this::states,
        other -> new Lstm(other, forgetBias));
  }

  private List<Tensor> states(List<Tensor> inputs, Scope scope) {
    Tensor weight = recurrence.recurrentWeight(scope, GATES);
    List<Tensor> told = new ArrayList<>();
    Tensor state = null;
    for (Tensor input : inputs) {
      Step step = new Step(recurrence, weight, state == null ? null : input);
      state = scope.apply("step", step, state == null ? input : state);
      told.add(recurrence.part(state, 1));
    }
    return told;
  }

  /**
   * From a state to the next; a state is the memory and what is told of it, side by side: [c, h].
   *
   * @param input null at the first time: then what is given is the input, and the state before is 0
   */
  private record Step(Recurrence recurrence, Tensor weight, Tensor input) implements Layer {
    @Override
    public Tensor apply(Tensor given, Scope scope) {
      boolean first = input == null;
      Tensor z = first ? given : input.add(recurrence.part(given, 1).matmul(weight));
      Tensor written = recurrence.part(z, 0).sigmoid().mul(recurrence.part(z, 2).tanh());
      Tensor keep = recurrence.part(z, 1).sigmoid();
      Tensor memory = first ? written : recurrence.part(given, 0).mul(keep).add(written);
      Tensor told = recurrence.part(z, 3).sigmoid().mul(memory.tanh());
      return Tensor.concat(-1, List.of(memory, told));
    }
  }
}
