package gradus.train.teach;

import gradus.core.grad.Gradients;
import gradus.core.interpret.Interpreter;
import gradus.core.ir.Data;
import gradus.core.ir.Graph;
import gradus.core.ir.Node;
import gradus.core.shape.DType;
import gradus.core.tensor.Key;
import gradus.core.tensor.Tensor;
import gradus.nn.Layer;
import gradus.nn.ParameterSpec;
import gradus.nn.Trace;
import gradus.nn.loss.Loss;
import gradus.nn.optim.Penalties;
import gradus.nn.optim.Penalty;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A model and its loss on a sample as one graph, with the values of its inputs in float64. The
 * model trains: batch norm uses the batch, and dropout drops by a fixed key, so that the loss is a
 * function of the parameters alone.
 */
final class Lesson {
  private final Trace trace;
  private final Tensor x;
  private final Tensor y;
  private final Tensor target;
  private final Tensor loss;
  private final Map<Node, double[]> point = new LinkedHashMap<>();

  private Lesson(Layer model, Loss loss, List<Penalty> penalties, Sample sample, long seed) {
    this.x = Tensor.input("x", sample.inputShape(), sample.type());
    this.y =
        Tensor.input("t", sample.targetShape(), sample.batch().labelled() ? DType.I32 : DType.F32);
    this.trace = Trace.of(model, x, true, Key.of(seed, 0));
    this.target = target(loss, y, trace.output());
    Tensor data = loss.apply(trace.output(), target);
    this.loss =
        penalties.isEmpty()
            ? data
            : data.add(Penalties.total(penalties, trace.specs(), trace::value));
    point.put(x.node(), sample.features());
    point.put(y.node(), sample.targets());
  }

  /**
   * A model on a sample.
   *
   * @param values of parameters and states by name; those that are not given are initialized
   * @param seed of the initial values and of dropout
   */
  static Lesson of(
      Layer model,
      Loss loss,
      List<Penalty> penalties,
      Sample sample,
      Map<String, Data> values,
      long seed) {
    Lesson lesson = new Lesson(model, loss, penalties, sample, seed);
    for (ParameterSpec spec : lesson.trace.specs()) {
      lesson.point.put(lesson.trace.value(spec.name()).node(), numbers(spec, values, seed));
    }
    return lesson;
  }

  private static double[] numbers(ParameterSpec spec, Map<String, Data> values, long seed) {
    Data given = values.get(spec.name());
    if (given != null && !given.shape().equals(spec.shape())) {
      throw new IllegalArgumentException(
          spec.name() + ": got a value of shape " + given.shape() + "; must be " + spec.shape());
    }
    double[] numbers = new double[spec.shape().count()];
    float[] fresh =
        given == null
            ? spec.initializer()
                .values(spec.shape(), seed * 0x9e3779b97f4a7c15L + spec.name().hashCode())
            : given.toFloats();
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = fresh[i];
    }
    return numbers;
  }

  /** Class labels for a loss on numbers become 0 and 1, as in training. */
  private static Tensor target(Loss loss, Tensor y, Tensor output) {
    if (y.type() == DType.F32 || loss.labels()) {
      return y;
    }
    return output.size(-1) == 1 ? y.floats().reshape(y.size(0), 1) : y.oneHot(output.size(-1));
  }

  Trace trace() {
    return trace;
  }

  Tensor input() {
    return x;
  }

  /** The target as the loss reads it. */
  Tensor target() {
    return target;
  }

  Tensor loss() {
    return loss;
  }

  /** The parameters that gradients change, in order. */
  List<ParameterSpec> parameters() {
    return trace.specs().stream().filter(ParameterSpec::trainable).toList();
  }

  Tensor value(ParameterSpec spec) {
    return trace.value(spec.name());
  }

  /** How many numbers gradients change. */
  long size() {
    return parameters().stream().mapToLong(spec -> spec.shape().count()).sum();
  }

  /** The numbers of an input, to be read or changed. */
  double[] numbers(Tensor input) {
    return point.get(input.node());
  }

  /** The gradients of the loss by tensors of the model. */
  List<Tensor> gradients(List<Tensor> by) {
    return Gradients.of(
            List.of(loss.node()),
            List.of(Tensor.ones(loss.shape()).node()),
            by.stream().map(Tensor::node).toList())
        .stream()
        .map(Tensor::of)
        .toList();
  }

  /** The values of tensors in float64. */
  List<double[]> values(List<Tensor> tensors) {
    Graph graph = Graph.of(tensors.stream().map(Tensor::node).toList());
    return Interpreter.run(graph, point);
  }

  /** A way to evaluate the loss again and again with one input changed. */
  Moved moved(Tensor input) {
    return new Moved(Graph.of(List.of(loss.node())), new HashMap<>(point), input.node());
  }

  /** The loss as a function of one input; the others stay. */
  static final class Moved {
    private final Graph graph;
    private final Map<Node, double[]> point;
    private final double[] numbers;

    private Moved(Graph graph, Map<Node, double[]> point, Node input) {
      this.graph = graph;
      this.point = point;
      this.numbers = point.get(input).clone();
      point.put(input, numbers);
    }

    double value(int element) {
      return numbers[element];
    }

    /** The loss with one element changed. */
    double loss(int element, double value) {
      double before = numbers[element];
      numbers[element] = value;
      double loss = Interpreter.run(graph, point).get(0)[0];
      numbers[element] = before;
      return loss;
    }
  }
}
