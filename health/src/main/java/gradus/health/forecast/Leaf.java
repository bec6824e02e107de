package gradus.health.forecast;

import gradus.core.ir.Node;
import gradus.core.shape.Shape;
import gradus.nn.Layer;
import gradus.nn.ParameterSpec;
import gradus.nn.Trace.Application;
import gradus.nn.activation.Activation;
import gradus.nn.layer.Conv1d;
import gradus.nn.layer.Conv2d;
import gradus.nn.layer.Conv3d;
import gradus.nn.layer.ConvSpec;
import gradus.nn.layer.ConvTranspose2d;
import gradus.nn.layer.Dense;
import gradus.nn.layer.DepthwiseConv2d;
import gradus.nn.layer.Embedding;
import gradus.nn.layer.SeparableConv2d;
import gradus.train.log.Event.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A layer that is one part of the network, and the rule for it.
 *
 * @param application what it did
 * @param end what it gives, before the activation inside it
 * @param specs all parameters by name
 * @param laws how a parameter starts, by its name
 */
record Leaf(
    Application application,
    Node end,
    Map<String, ParameterSpec> specs,
    Function<String, WeightLaw> laws) {

  /** Whether a layer is one part, rather than made of others. */
  static boolean isLeaf(Application application, List<Application> all) {
    if (application.input().node() == application.output().node()) {
      return false;
    }
    return weighted(application.layer()) || inside(application, all).isEmpty();
  }

  /** What a layer gives, before the activation inside it. */
  static Node end(Application application, List<Application> all) {
    Optional<Application> last =
        inside(application, all)
            .filter(inner -> inner.output().node() == application.output().node());
    return weighted(application.layer()) && last.isPresent()
        ? last.get().input().node()
        : application.output().node();
  }

  private static Optional<Application> inside(Application outer, List<Application> all) {
    String prefix = outer.path().isEmpty() ? "" : outer.path() + ".";
    return all.stream()
        .filter(inner -> inner != outer && inner.path().startsWith(prefix))
        .filter(inner -> inner.layer() instanceof Activation || !weighted(outer.layer()))
        .reduce((a, b) -> b);
  }

  private static boolean weighted(Layer layer) {
    return layer instanceof Dense
        || layer instanceof Conv1d
        || layer instanceof Conv2d
        || layer instanceof Conv3d
        || layer instanceof DepthwiseConv2d
        || layer instanceof SeparableConv2d
        || layer instanceof ConvTranspose2d;
  }

  /** What it does to a signal; empty if there is no rule. */
  Optional<Effect> effect(Signal x) {
    Node in = application.input().node();
    Shape to = end.shape();
    LinearRule linear = new LinearRule(in, end, to.size(-1), laws);
    return switch (application.layer()) {
      case Dense d ->
          Optional.of(
              linear.known(x, name("weight"), new Fan(in.shape().size(-1), d.units()), bias()));
      case Conv1d c -> Optional.of(convolution(x, linear, c.spec(), c.spec().groups()));
      case Conv2d c -> Optional.of(convolution(x, linear, c.spec(), c.spec().groups()));
      case Conv3d c -> Optional.of(convolution(x, linear, c.spec(), c.spec().groups()));
      case DepthwiseConv2d c -> Optional.of(convolution(x, linear, c.spec(), in.shape().size(-1)));
      case SeparableConv2d _, ConvTranspose2d _ -> Optional.of(linear.run(x, bias()));
      case Embedding _ -> Optional.of(embedding(x));
      case Activation activation -> SlopeRule.of(activation, x, to);
      default ->
          NormRule.of(application.layer(), x).or(() -> PlainRule.of(application.layer(), x, to));
    };
  }

  private Effect convolution(Signal x, LinearRule linear, ConvSpec spec, int groups) {
    Shape kernel = specs.get(name("kernel")).shape();
    Fan fan = Fan.of(spec, application.input().shape(), kernel, groups);
    return linear.known(x, name("kernel"), fan, bias());
  }

  /** A row of the table for each id; the gradient ends here. */
  private Effect embedding(Signal x) {
    WeightLaw law = laws.apply(name("table"));
    Moments moments = new Moments(law.square(), law.variance(), law.variance(), law.mean());
    Signal rows = Signal.normal(end.shape(), moments, Double.POSITIVE_INFINITY, 0, x.batch());
    return Effect.of(Role.WEIGHT, rows, 0, "rows of a table");
  }

  private String name(String parameter) {
    return application.path().isEmpty() ? parameter : application.path() + "." + parameter;
  }

  private WeightLaw bias() {
    return specs.containsKey(name("bias")) ? laws.apply(name("bias")) : new WeightLaw(0, 0);
  }
}
