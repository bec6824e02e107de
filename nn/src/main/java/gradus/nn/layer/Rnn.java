package gradus.nn.layer;

import gradus.core.tensor.Tensor;
import gradus.nn.Layer;
import gradus.nn.Scope;
import gradus.nn.Weighted;
import gradus.nn.activation.Activation;
import gradus.nn.activation.Activations;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.init.Initializer;
import gradus.nn.init.Zeros;
import java.util.ArrayList;
import java.util.List;

/**
 * A plain recurrent layer, {@code h_t = f(x_t W + b + h_(t-1) U)} with {@code h_0 = 0} (Elman
 * 1990): [batch, time, in] to [batch, units], or to [batch, time, units]. Parameters: {@code weight
 * [in, units]}, {@code recurrent_weight [units, units]}, {@code bias [units]}. Going back one time
 * multiplies the gradient by {@code f'} and U, so over many times it vanishes or explodes; {@link
 * Lstm} and {@link Gru} remember longer.
 *
 * @param recurrence units, output, direction and initializers
 * @param activation f
 */
public record Rnn(Recurrence recurrence, Activation activation) implements Weighted {
  /** Its line in the catalog. */
  public static final Entry<Layer> ENTRY =
      Entry.of(
          "rnn",
          Rnn.class,
          "Plain recurrence over [batch, time, features]",
          Recurrence.settings(
              Setting.one("activation", () -> Activations.CATALOG, "tanh", "f of the new state")),
          s -> new Rnn(Recurrence.read(s), s.one("activation", Activation.class)),
          l -> l.recurrence.write().with("activation", l.activation));

  /** With tanh; gives the last state. */
  public static Rnn of(int units) {
    return new Rnn(Recurrence.of(units), Activations.TANH);
  }

  /** With another activation. */
  public Rnn activation(Activation following) {
    return new Rnn(recurrence, following);
  }

  /** Gives the state of each time. */
  public Rnn everyTime() {
    return new Rnn(recurrence.everyTime(), activation);
  }

  /** Reads times in another order. */
  public Rnn direction(Direction order) {
    return new Rnn(recurrence.direction(order), activation);
  }

  /** With an initializer of the input's weight. */
  public Rnn initializer(Initializer start) {
    return new Rnn(recurrence.initializer(start), activation);
  }

  /** With an initializer of the state's weight. */
  public Rnn recurrentInitializer(Initializer start) {
    return new Rnn(recurrence.recurrentInitializer(start), activation);
  }

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    return recurrence.over(
        x, scope, List.of(new Zeros()), this::states, other -> new Rnn(other, activation));
  }

  private List<Tensor> states(List<Tensor> inputs, Scope scope) {
    Tensor weight = recurrence.recurrentWeight(scope, 1);
    List<Tensor> states = new ArrayList<>();
    Tensor h = scope.apply("step", new First(activation), inputs.getFirst());
    states.add(h);
    for (Tensor input : inputs.subList(1, inputs.size())) {
      h = scope.apply("step", new Step(activation, input, weight), h);
      states.add(h);
    }
    return states;
  }

  /** The first time: there is no state before. */
  private record First(Activation activation) implements Layer {
    @Override
    public Tensor apply(Tensor input, Scope scope) {
      return scope.apply(activation, input);
    }

    @Override
    public String title() {
      return "step";
    }
  }

  /** From a state to the next. */
  private record Step(Activation activation, Tensor input, Tensor weight) implements Layer {
    @Override
    public Tensor apply(Tensor h, Scope scope) {
      return scope.apply(activation, input.add(h.matmul(weight)));
    }
  }
}
