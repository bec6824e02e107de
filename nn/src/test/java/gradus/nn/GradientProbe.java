package gradus.nn;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.grad.Gradients;
import gradus.core.interpret.Interpreter;
import gradus.core.ir.Graph;
import gradus.core.ir.Node;
import gradus.core.ir.Nodes;
import gradus.core.shape.DType;
import gradus.core.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Compares gradients with central differences in float64, by the interpreter. */
public final class GradientProbe {
  private static final double STEP = 1e-5;
  private static final double TOLERANCE = 1e-6;

  private GradientProbe() {}

  /**
   * Checks the gradients of {@code <y, random>} by each input of floats.
   *
   * @param values the numbers of every input of the graph of y
   */
  public static void check(String what, Tensor y, Map<Node, double[]> values) {
    Graph forward = Graph.of(List.of(y.node()));
    double[] seed = new double[y.shape().count()];
    Random random = new Random(5);
    for (int i = 0; i < seed.length; i++) {
      seed[i] = random.nextGaussian();
    }
    Tensor upstream = Tensor.input("upstream", y.shape(), DType.F32);
    List<Node> by = forward.inputs().stream().filter(n -> n.type() == DType.F32).toList();
    Map<Node, double[]> given = new HashMap<>(values);
    given.put(upstream.node(), seed);
    List<Node> pulled = Gradients.of(List.of(y.node()), List.of(upstream.node()), by);
    // A gradient need not read an input of the graph, so the outputs name what they read.
    List<double[]> gradients =
        Interpreter.run(Graph.of(pulled.stream().map(n -> Nodes.add(n, 0)).toList()), given);
    for (int k = 0; k < by.size(); k++) {
      double[] x = given.get(by.get(k));
      for (int i = 0; i < x.length; i++) {
        double kept = x[i];
        x[i] = kept + STEP;
        double above = product(forward, given, seed);
        x[i] = kept - STEP;
        double below = product(forward, given, seed);
        x[i] = kept;
        double expected = (above - below) / (2 * STEP);
        assertThat(Math.abs(gradients.get(k)[i] - expected))
            .as(
                "%s: by %s at %d: %s for %s",
                what, by.get(k).op(), i, gradients.get(k)[i], expected)
            .isLessThanOrEqualTo(TOLERANCE * Math.max(1, Math.abs(expected)));
      }
    }
  }

  /** Random numbers for every input of floats, {@code scale} wide; the given ones as they are. */
  public static Map<Node, double[]> fill(Tensor y, Map<Node, double[]> given, double scale) {
    Map<Node, double[]> values = new HashMap<>(given);
    Random random = new Random(7);
    for (Node input : Graph.of(List.of(y.node())).inputs()) {
      if (!values.containsKey(input)) {
        values.put(input, random.doubles(input.shape().count(), -scale, scale).toArray());
      }
    }
    return values;
  }

  /** The numbers of a tensor. */
  public static double[] run(Tensor y, Map<Node, double[]> values) {
    return Interpreter.run(Graph.of(List.of(y.node())), values).get(0);
  }

  private static double product(Graph forward, Map<Node, double[]> values, double[] seed) {
    double[] y = Interpreter.run(forward, values).get(0);
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      sum += y[i] * seed[i];
    }
    return sum;
  }
}
