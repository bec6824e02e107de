package gradus.nn.layer;

import gradus.core.shape.Shape;
import gradus.core.shape.ShapeException;
import gradus.core.tensor.Tensor;
import gradus.nn.Layer;
import gradus.nn.Scope;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import gradus.nn.init.Blocks;
import gradus.nn.init.DefaultFor;
import gradus.nn.init.Initializer;
import gradus.nn.init.Initializers;
import gradus.nn.init.Orthogonal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What the recurrent layers share: their settings, what they take of the input at each time, and
 * what they give. The weights of the input are applied to all times in one product; only what
 * depends on the state before goes step by step.
 *
 * @param units the size of the state
 * @param all whether the state of each time is given, instead of the last alone
 * @param direction in which order times are read
 * @param initializer how the weights of the input start; null for Xavier uniform
 * @param recurrentInitializer how the weights of the state start; null for orthogonal
 */
public record Recurrence(
    int units,
    boolean all,
    Direction direction,
    Initializer initializer,
    Initializer recurrentInitializer) {

  /** The last state, forward, with the usual initializers. */
  static Recurrence of(int units) {
    return new Recurrence(units, false, Direction.FORWARD, null, null);
  }

  /** The settings as they stand in a run file, with those of one kind after the units. */
  static List<Setting> settings(Setting... own) {
    List<Setting> settings = new ArrayList<>();
    settings.add(Setting.whole("units", "size of the state"));
    settings.addAll(List.of(own));
    settings.add(
        Setting.choice(
            "output",
            List.of("last", "all"),
            "last",
            "the last state, or [batch, time, units] with the state of each time"));
    settings.add(
        Setting.choice(
            "direction", Direction.WORDS, "forward", "order of times; both gives 2 x units"));
    settings.add(
        Setting.one(
            "initializer",
            () -> Initializers.CATALOG,
            null,
            "how weights of the input start; default xavier_uniform"));
    settings.add(
        Setting.one(
            "recurrent_initializer",
            () -> Initializers.CATALOG,
            null,
            "how weights of the state start; default orthogonal"));
    return List.copyOf(settings);
  }

  static Recurrence read(Settings s) {
    return new Recurrence(
        s.whole("units"),
        s.text("output").equals("all"),
        Direction.of(s.text("direction")),
        s.one("initializer", Initializer.class),
        s.one("recurrent_initializer", Initializer.class));
  }

  Settings write() {
    return Settings.of(
        "units",
        units,
        "output",
        all ? "all" : "last",
        "direction",
        direction.word(),
        "initializer",
        initializer,
        "recurrent_initializer",
        recurrentInitializer);
  }

  Recurrence everyTime() {
    return new Recurrence(units, true, direction, initializer, recurrentInitializer);
  }

  Recurrence direction(Direction order) {
    return new Recurrence(units, all, order, initializer, recurrentInitializer);
  }

  Recurrence initializer(Initializer start) {
    return new Recurrence(units, all, direction, start, recurrentInitializer);
  }

  Recurrence recurrentInitializer(Initializer start) {
    return new Recurrence(units, all, direction, initializer, start);
  }

  /** What a kind of layer does over time. */
  interface Kind {
    /** The state after each time. */
    List<Tensor> states(List<Tensor> inputs, Scope scope);
  }

  /**
   * Goes over time.
   *
   * @param x [batch, time, in]
   * @param bias how the bias of each gate starts; their number is that of the gates
   * @param one this layer in another direction
   * @return [batch, units] or [batch, time, units]
   */
  Tensor over(
      Tensor x, Scope scope, List<Initializer> bias, Kind kind, Function<Recurrence, Layer> one) {
    if (x.shape().rank() != 3 || x.size(1) == 0) {
      throw new ShapeException(
          "got " + x.shape() + "; must be [batch, time, features]; put a reshape before it");
    }
    if (direction == Direction.BOTH) {
      Tensor forward = scope.apply("forward", one.apply(direction(Direction.FORWARD)), x);
      Tensor backward = scope.apply("backward", one.apply(direction(Direction.BACKWARD)), x);
      return Tensor.concat(-1, List.of(forward, backward));
    }
    return result(kind.states(inputs(x, scope, bias), scope));
  }

  /** {@code x_t W + b} for each time, in the order of reading: [batch, gates x units]. */
  private List<Tensor> inputs(Tensor x, Scope scope, List<Initializer> bias) {
    int time = x.size(1);
    int gates = bias.size();
    Initializer start = initializer == null ? new DefaultFor(Initializer.Fit.LINEAR) : initializer;
    Tensor weight =
        scope.parameter("weight", Shape.of(x.size(2), gates * units), Blocks.of(gates, start));
    Tensor shift = scope.parameter("bias", Shape.of(gates * units), new Blocks(bias));
    // Times first, so that what is read and written at one time lies together.
    Tensor rows = x.floats().permute(1, 0, 2).reshape(time * x.size(0), x.size(2));
    Tensor z = rows.matmul(weight).add(shift).reshape(time, x.size(0), gates * units);
    List<Tensor> inputs = new ArrayList<>();
    for (int t = 0; t < time; t++) {
      inputs.add(z.index(0, t));
    }
    return ordered(inputs);
  }

  /** The weights by which gates read the state before: [units, gates x units]. */
  Tensor recurrentWeight(Scope scope, int gates) {
    Initializer start = recurrentInitializer == null ? Orthogonal.of() : recurrentInitializer;
    Shape shape = Shape.of(units, gates * units);
    return scope.parameter("recurrent_weight", shape, Blocks.of(gates, start));
  }

  /** One of the parts that stand side by side, each as wide as the state, such as gates. */
  Tensor part(Tensor all, int position) {
    return all.slice(-1, position * units, (position + 1) * units);
  }

  private Tensor result(List<Tensor> states) {
    return all ? Tensor.stack(0, ordered(states)).permute(1, 0, 2) : states.getLast();
  }

  private <T> List<T> ordered(List<T> times) {
    return direction == Direction.BACKWARD ? times.reversed() : times;
  }
}
