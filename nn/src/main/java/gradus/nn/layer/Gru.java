package gradus.nn.layer;

import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;
import gradus.nn.Layer;
import gradus.nn.Scope;
import gradus.nn.Weighted;
import gradus.nn.config.Entry;
import gradus.nn.init.Initializer;
import gradus.nn.init.Zeros;
import java.util.ArrayList;
import java.util.List;

/**
 * A gated recurrent unit: {@code h_t = (1 - z) n + z h_(t-1)} with gates {@code r, z = sigmoid(x_t
 * W + b + h_(t-1) U)} and {@code n = tanh(x_t W + b + r (h_(t-1) U + c))} (Cho et al. 2014; the
 * reset gate after the product, as in cuDNN). [batch, time, in] to [batch, units], or to [batch,
 * time, units]. Parameters, gates in the order r, z, n: {@code weight [in, 3 units]}, {@code
 * recurrent_weight [units, 3 units]}, {@code bias [3 units]}, {@code recurrent_bias [units]} (c).
 *
 * @param recurrence units, output, direction and initializers
 */
public record Gru(Recurrence recurrence) implements Weighted {
  /** Its line in the catalog. */
  public static final Entry<Layer> ENTRY =
      Entry.of(
          "gru",
          Gru.class,
          "Gated recurrent unit over [batch, time, features]",
          Recurrence.settings(),
          s -> new Gru(Recurrence.read(s)),
          l -> l.recurrence.write());

  private static final int GATES = 3;

  /** Gives the last state. */
  public static Gru of(int units) {
    return new Gru(Recurrence.of(units));
  }

  /** Gives the state of each time. */
  public Gru everyTime() {
    return new Gru(recurrence.everyTime());
  }

  /** Reads times in another order. */
  public Gru direction(Direction order) {
    return new Gru(recurrence.direction(order));
  }

  /** With an initializer of the input's weights. */
  public Gru initializer(Initializer start) {
    return new Gru(recurrence.initializer(start));
  }

  /** With an initializer of the state's weights. */
  public Gru recurrentInitializer(Initializer start) {
    return new Gru(recurrence.recurrentInitializer(start));
  }

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    List<Initializer> bias = List.of(new Zeros(), new Zeros(), new Zeros());
    return recurrence.over(x, scope, bias, this::states, Gru::new);
  }

  private List<Tensor> states(List<Tensor> inputs, Scope scope) {
    Tensor weight = recurrence.recurrentWeight(scope, GATES);
    Tensor bias = scope.parameter("recurrent_bias", Shape.of(recurrence.units()), new Zeros());
    List<Tensor> states = new ArrayList<>();
    for (Tensor input : inputs) {
      boolean first = states.isEmpty();
      Step step = new Step(recurrence, weight, bias, first ? null : input);
      states.add(scope.apply("step", step, first ? input : states.getLast()));
    }
    return states;
  }

  /**
   * From a state to the next.
   *
   * @param input null at the first time: then what is given is the input, and the state before is 0
   */
  private record Step(Recurrence recurrence, Tensor weight, Tensor bias, Tensor input)
      implements Layer {
    @Override
    public Tensor apply(Tensor given, Scope scope) {
      boolean first = input == null;
      Tensor x = first ? given : input;
      Tensor read = first ? null : given.matmul(weight);
      Tensor reset = gate(x, read, 0).sigmoid();
      Tensor keep = gate(x, read, 1).sigmoid();
      Tensor past = first ? bias : recurrence.part(read, 2).add(bias);
      Tensor fresh = recurrence.part(x, 2).add(reset.mul(past)).tanh();
      Tensor change = fresh.sub(keep.mul(fresh));
      return first ? change : change.add(keep.mul(given));
    }

    private Tensor gate(Tensor x, Tensor read, int position) {
      Tensor fromInput = recurrence.part(x, position);
      return read == null ? fromInput : fromInput.add(recurrence.part(read, position));
    }
  }
}
