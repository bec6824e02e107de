package gradus.nn;

import gradus.core.ir.Node;
import gradus.core.shape.Shape;
import gradus.core.shape.ShapeException;
import gradus.core.tensor.Key;
import gradus.core.tensor.Tensor;
import gradus.nn.init.Initializer;
import java.util.HashMap;
import java.util.Map;

/**
 * Where a layer stands in a model while it is applied: its path, its parameters and state, whether
 * the model trains, and its randomness. Asking twice for one name gives the same tensor, so weights
 * can be shared over time steps or between layers.
 */
public final class Scope {
  private final Trace trace;
  private final String path;
  private final Initializer.Fit fit;
  private final Map<String, Integer> counts = new HashMap<>();

  Scope(Trace trace, String path, Initializer.Fit fit) {
    this.trace = trace;
    this.path = path;
    this.fit = fit;
  }

  /** The path of this scope, for example {@code residual_1.dense_2}; "" at the root. */
  public String path() {
    return path;
  }

  /** Whether the model trains; dropout and batch norm behave differently when it does not. */
  public boolean training() {
    return trace.training();
  }

  /** What the default initializer should fit: the activation that follows. */
  public Initializer.Fit fit() {
    return fit;
  }

  /** A learned parameter; initialized before the first step. */
  public Tensor parameter(String name, Shape shape, Initializer initializer) {
    return trace.value(new ParameterSpec(join(name), shape, initializer, true));
  }

  /** A value that the model keeps but does not learn by gradients, such as a running mean. */
  public Tensor state(String name, Shape shape, Initializer initializer) {
    return trace.value(new ParameterSpec(join(name), shape, initializer, false));
  }

  /** Sets what a state will be after the step; only while training. */
  public void update(String name, Tensor value) {
    trace.update(join(name), value);
  }

  /** Uniform numbers in [0, 1), new in every step, the same for the same seed and step. */
  public Tensor uniform(Shape shape) {
    return trace.key().uniform(shape, salt());
  }

  /** Standard normal numbers, new in every step, the same for the same seed and step. */
  public Tensor normal(Shape shape) {
    return trace.key().normal(shape, salt());
  }

  /** A number for the next random tensor of this scope; depends on the path alone. */
  private int salt() {
    int count = counts.merge("#random", 1, Integer::sum);
    return Key.mix(path.hashCode() * 31L + count);
  }

  /** Applies a layer in a scope of its own, named by its title and its number among its kind. */
  public Tensor apply(Layer layer, Tensor x) {
    return apply(layer, x, fit);
  }

  /** Applies a layer whose default initializer should fit the given activation. */
  public Tensor apply(Layer layer, Tensor x, Initializer.Fit following) {
    String title = layer.title();
    return apply(title + "_" + counts.merge(title, 1, Integer::sum), layer, x, following);
  }

  /** Applies a layer under a given name; the same name shares the parameters. */
  public Tensor apply(String name, Layer layer, Tensor x) {
    return apply(name, layer, x, fit);
  }

  /**
   * Applies a layer under a given name, whose default initializer should fit the given activation.
   */
  public Tensor apply(String name, Layer layer, Tensor x, Initializer.Fit following) {
    String at = join(name);
    try {
      Tensor y = Node.at(at, () -> layer.apply(x, new Scope(trace, at, following)));
      trace.applied(new Trace.Application(at, layer, x, y));
      return y;
    } catch (ShapeException e) {
      throw e.getMessage().startsWith(at) ? e : e.in(at);
    }
  }

  private String join(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
