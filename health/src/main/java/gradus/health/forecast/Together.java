package gradus.health.forecast;

import gradus.core.grad.Gradients;
import gradus.core.interpret.Interpreter;
import gradus.core.ir.Graph;
import gradus.core.ir.Node;
import gradus.core.shape.DType;
import gradus.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * Measures a part that applies the same weights again and again, as a recurrent layer does. There
 * the signal of one time depends on the weights of all times, so that no theory of independent
 * layers holds: the whole part is run in float64, on what arrives at it and with a random normal
 * gradient at its output.
 *
 * @param values at each station, the input first, the output last
 * @param whole the mean square of the gradient at each station
 * @param through the mean square of what comes to a station through the next one alone
 */
record Together(List<double[]> values, double[] whole, double[] through) {
  private static final long SEED = 11;

  /**
   * Measures.
   *
   * @param stations places along the main way, the input first, the output last
   * @param x the numbers of the input
   * @param start the numbers of parameters and other inputs
   */
  static Together of(List<Node> stations, double[] x, Function<Node, double[]> start) {
    Node input = stations.getFirst();
    Map<Node, Node> copies = Piece.copies(List.of(input), stations.getLast());
    List<Node> places = stations.stream().map(copies::get).toList();
    Node output = places.getLast();
    Node seed = Tensor.input("gradient", output.shape(), DType.F32).node();
    List<Node> gradients = Gradients.of(List.of(output), List.of(seed), places);
    List<Node> results = new ArrayList<>(places);
    results.addAll(gradients);
    for (int i = 0; i + 1 < places.size(); i++) {
      results.addAll(
          Gradients.of(
              List.of(places.get(i + 1)), List.of(gradients.get(i + 1)), List.of(places.get(i))));
    }
    SplittableRandom random = new SplittableRandom(SEED);
    double[] arriving = new double[output.shape().count()];
    Arrays.setAll(arriving, _ -> random.nextGaussian());
    Map<Node, double[]> point = new HashMap<>();
    Graph graph = Graph.of(results);
    graph.inputs().forEach(node -> point.put(node, start.apply(node)));
    point.put(copies.get(input), x);
    point.put(seed, arriving);
    List<double[]> numbers = Interpreter.run(graph, point);
    int n = places.size();
    double[] whole = new double[n];
    double[] through = new double[n - 1];
    Arrays.setAll(whole, i -> Alone.square(numbers.get(n + i)));
    Arrays.setAll(through, i -> Alone.square(numbers.get(2 * n + i)));
    return new Together(numbers.subList(0, n), whole, through);
  }

  /** χ of the way from a station to the next. */
  double gain(int station) {
    return ratio(through[station], whole[station + 1]);
  }

  /** χ of all other ways, from a station to the output. */
  double past(int station) {
    return ratio(Math.max(0, whole[station] - through[station]), whole[whole.length - 1]);
  }

  private static double ratio(double a, double b) {
    return b > 0 ? a / b : 0;
  }
}
