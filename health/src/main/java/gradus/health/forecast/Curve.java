package gradus.health.forecast;

import gradus.core.grad.Gradients;
import gradus.core.interpret.Interpreter;
import gradus.core.ir.Graph;
import gradus.core.ir.Node;
import gradus.core.shape.DType;
import gradus.core.shape.Shape;
import gradus.core.shape.ShapeException;
import gradus.core.tensor.Key;
import gradus.core.tensor.Tensor;
import gradus.nn.ParameterSpec;
import gradus.nn.Trace;
import gradus.nn.activation.Activation;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An activation and its derivative at many points, in float64, from the graph that it makes itself;
 * so activations of the user's own work as those of the catalog do.
 *
 * @param values φ at the points
 * @param slopes φ' at the points
 */
record Curve(double[] values, double[] slopes) {
  /** At these points; empty if the activation is no function of each number alone. */
  static Optional<Curve> of(Activation activation, double[] points) {
    try {
      Curve across = of(activation, points, Shape.of(1, points.length));
      Curve down = of(activation, points, Shape.of(points.length, 1));
      boolean each =
          across.values.length == points.length && Arrays.equals(across.values, down.values);
      return each ? Optional.of(across) : Optional.empty();
    } catch (ShapeException e) {
      return Optional.empty();
    }
  }

  private static Curve of(Activation activation, double[] points, Shape shape) {
    Tensor x = Tensor.input("x", shape, DType.F32);
    Trace trace = Trace.of(activation, x, false, Key.of(0, 0));
    Node y = trace.output().node();
    Map<Node, double[]> given = new HashMap<>();
    given.put(x.node(), points);
    for (ParameterSpec spec : trace.specs()) {
      float[] start = spec.initializer().values(spec.shape(), 0);
      double[] numbers = new double[start.length];
      Arrays.setAll(numbers, i -> start[i]);
      given.put(trace.value(spec.name()).node(), numbers);
    }
    Node slope =
        Gradients.of(List.of(y), List.of(Tensor.ones(y.shape()).node()), List.of(x.node()))
            .getFirst();
    List<double[]> both = Interpreter.run(Graph.of(List.of(y, slope)), given);
    return new Curve(both.get(0), both.get(1));
  }
}
