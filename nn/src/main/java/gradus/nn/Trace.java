package gradus.nn;

import gradus.core.shape.DType;
import gradus.core.shape.Shape;
import gradus.core.shape.ShapeException;
import gradus.core.tensor.Key;
import gradus.core.tensor.Tensor;
import gradus.nn.init.Initializer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A model applied once to a symbolic input: its parameters and states in the order of their first
 * use, the updates of the states, and what each layer did.
 */
public final class Trace {
  private final boolean training;
  private final Key key;
  private final Map<String, ParameterSpec> specs = new LinkedHashMap<>();
  private final Map<String, Tensor> values = new LinkedHashMap<>();
  private final Map<String, Tensor> updates = new LinkedHashMap<>();
  private final List<Application> applications = new ArrayList<>();
  private Tensor output;

  private Trace(boolean training, Key key) {
    this.training = training;
    this.key = key;
  }

  /** A layer's path, itself, its input and its output, in the order of finishing. */
  public record Application(String path, Layer layer, Tensor input, Tensor output) {}

  /**
   * Applies a model.
   *
   * @param x the input [batch, ..], symbolic or not
   * @param training whether dropout drops and batch norm uses the batch
   * @param key the randomness of the step
   */
  public static Trace of(Layer model, Tensor x, boolean training, Key key) {
    return of(model, x, training, key, Map.of());
  }

  /** Applies a model with given values of its parameters; those not given become inputs. */
  public static Trace of(
      Layer model, Tensor x, boolean training, Key key, Map<String, Tensor> given) {
    Trace trace = new Trace(training, key);
    trace.values.putAll(given);
    trace.output = model.apply(x, new Scope(trace, "", Initializer.Fit.LINEAR));
    return trace;
  }

  /** The parameters and states of a model for inputs of a shape [batch, ..]. */
  public static List<ParameterSpec> parameters(Layer model, Shape input, DType type) {
    Tensor x = Tensor.input("x", input, type);
    return of(model, x, true, Key.of(Tensor.input("key", Shape.of(2), DType.I32))).specs();
  }

  boolean training() {
    return training;
  }

  Key key() {
    return key;
  }

  Tensor value(ParameterSpec spec) {
    ParameterSpec known = specs.putIfAbsent(spec.name(), spec);
    if (known != null && !known.shape().equals(spec.shape())) {
      throw new ShapeException(
          "parameter "
              + spec.name()
              + " is shared: got shapes "
              + known.shape()
              + " and "
              + spec.shape()
              + "; they must be equal");
    }
    Tensor value =
        values.computeIfAbsent(spec.name(), name -> Tensor.input(name, spec.shape(), DType.F32));
    if (!value.shape().equals(spec.shape())) {
      throw new ShapeException(
          "parameter "
              + spec.name()
              + ": got a value of shape "
              + value.shape()
              + "; must be "
              + spec.shape());
    }
    return value;
  }

  void update(String name, Tensor value) {
    updates.put(name, value);
  }

  void applied(Application application) {
    applications.add(application);
  }

  /** The output of the model. */
  public Tensor output() {
    return output;
  }

  /** Parameters and states in the order of their first use. */
  public List<ParameterSpec> specs() {
    return List.copyOf(specs.values());
  }

  /** The tensor of a parameter or state. */
  public Tensor value(String name) {
    return values.get(name);
  }

  /** What states will be after the step, by name. */
  public Map<String, Tensor> updates() {
    return updates;
  }

  /** What each layer did, inner layers before outer ones. */
  public List<Application> applications() {
    return applications;
  }
}
