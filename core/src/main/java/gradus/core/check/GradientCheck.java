package gradus.core.check;

import gradus.core.grad.Gradients;
import gradus.core.interpret.Interpreter;
import gradus.core.ir.Graph;
import gradus.core.ir.Node;
import gradus.core.ir.Nodes;
import gradus.core.ir.Op;
import gradus.core.shape.DType;
import gradus.core.shape.Shape;
import gradus.core.shape.ShapeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares the gradients of a scalar with central differences {@code (f(x + h) - f(x - h)) / 2h} in
 * float64. A central difference is wrong at a kink; to keep the point away from kinks is the
 * caller's business.
 *
 * @param step h, relative to {@code max(1, |x|)}
 * @param tolerance the largest error that passes
 * @param most elements that are checked for each input, spread evenly; all if there are fewer
 */
public record GradientCheck(double step, double tolerance, int most) {
  /** Error 1e-6, every element. */
  public static final GradientCheck STRICT = new GradientCheck(1e-5, 1e-6, Integer.MAX_VALUE);

  /** Weight of the value and of the largest gradient in what an error is compared with. */
  private static final double FLOOR = 1e-3;

  /**
   * Checks that the numbers can be used.
   *
   * @throws IllegalArgumentException if one of them is not positive
   */
  public GradientCheck {
    if (!(step > 0) || !(tolerance > 0) || most < 1) {
      throw new IllegalArgumentException(
          "gradient check: got step "
              + step
              + ", tolerance "
              + tolerance
              + " and "
              + most
              + " elements; each must be positive; use GradientCheck.STRICT");
    }
  }

  /** The same check of at most so many elements for each input. */
  public GradientCheck most(int elements) {
    return new GradientCheck(step, tolerance, elements);
  }

  /**
   * What was found for one input.
   *
   * <p>The error is {@code |g - d| / max(|g|, |d|, 0.001 max|g|, 0.001 |f|)} for the gradient g and
   * the difference d: relative, but not to numbers that vanish in the rounding of f.
   *
   * @param input the name of the input
   * @param error the largest error
   * @param worst the element, in row-major order, that has it; -1 if nothing was checked
   * @param gradient the gradient there
   * @param difference the central difference there
   * @param checked how many elements were checked
   * @param passed whether the error is within the tolerance
   */
  public record Finding(
      String input,
      double error,
      int worst,
      double gradient,
      double difference,
      int checked,
      boolean passed) {}

  /**
   * Checks a loss at a point.
   *
   * @param loss a float scalar
   * @param point a value for each input that the loss needs, row-major
   * @return a finding for each float input, in the order of their making
   * @throws ShapeException if the loss is not a float scalar
   * @throws IllegalArgumentException if a value is missing or of the wrong size
   */
  public List<Finding> of(Node loss, Map<Node, double[]> point) {
    if (loss.shape().count() != 1 || loss.type() != DType.F32) {
      throw new ShapeException(
          "gradient check: got "
              + loss.type()
              + loss.shape()
              + "; a float scalar must be given; end the function with sum() or mean()");
    }
    Graph graph = Graph.of(List.of(loss));
    complete(graph, point);
    List<Node> by = graph.inputs().stream().filter(input -> input.type() == DType.F32).toList();
    Node seed = Nodes.fill(loss.shape(), 1);
    List<Node> outputs = new ArrayList<>(List.of(loss));
    outputs.addAll(Gradients.of(List.of(loss), List.of(seed), by));
    List<double[]> values = Interpreter.run(Graph.of(outputs), point);
    List<Finding> findings = new ArrayList<>();
    for (int k = 0; k < by.size(); k++) {
      findings.add(compare(graph, point, by.get(k), values.get(0)[0], values.get(k + 1)));
    }
    return findings;
  }

  private Finding compare(
      Graph graph, Map<Node, double[]> point, Node input, double value, double[] gradient) {
    double[] x = point.get(input).clone();
    Map<Node, double[]> moved = new HashMap<>(point);
    moved.put(input, x);
    double largest = Arrays.stream(gradient).map(Math::abs).max().orElse(0);
    double floor = FLOOR * Math.max(largest, Math.abs(value));
    int checked = Math.min(most, x.length);
    Finding finding = new Finding(name(input), 0, -1, 0, 0, checked, true);
    for (int n = 0; n < checked; n++) {
      int i = (int) ((long) n * x.length / checked);
      double difference = difference(graph, moved, x, i);
      double error = error(gradient[i], difference, floor);
      // A NaN is larger than every error.
      if (finding.worst() < 0 || !(error <= finding.error())) {
        finding =
            new Finding(
                name(input), error, i, gradient[i], difference, checked, error <= tolerance);
      }
      if (Double.isNaN(error)) {
        return finding;
      }
    }
    return finding;
  }

  private double difference(Graph graph, Map<Node, double[]> point, double[] x, int i) {
    double center = x[i];
    double h = step * Math.max(1, Math.abs(center));
    x[i] = center + h;
    double high = x[i];
    double above = Interpreter.run(graph, point).get(0)[0];
    x[i] = center - h;
    double low = x[i];
    double below = Interpreter.run(graph, point).get(0)[0];
    x[i] = center;
    return (above - below) / (high - low);
  }

  private static double error(double gradient, double difference, double floor) {
    double distance = Math.abs(gradient - difference);
    double scale = Math.max(Math.max(Math.abs(gradient), Math.abs(difference)), floor);
    return distance == 0 ? 0 : distance / scale;
  }

  private static String name(Node input) {
    return input.op() instanceof Op.Input op ? op.name() : input.op().title();
  }

  private static void complete(Graph graph, Map<Node, double[]> point) {
    for (Node input : graph.inputs()) {
      Shape shape = input.shape();
      double[] values = point.get(input);
      if (values == null || values.length != shape.count()) {
        throw new IllegalArgumentException(
            "gradient check: got "
                + (values == null ? "no" : values.length)
                + " numbers for input "
                + name(input)
                + shape
                + "; it must have "
                + shape.count()
                + "; give them");
      }
    }
  }
}
