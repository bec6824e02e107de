package gradus.nn.layer;

import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;
import gradus.nn.Layer;
import gradus.nn.Scope;
import gradus.nn.Weighted;
import gradus.nn.activation.Activation;
import gradus.nn.config.Entry;

/**
 * A depthwise convolution, then a 1×1 convolution that mixes the channels: far fewer weights than a
 * full one. [batch, height, width, in] to [batch, height, width, filters]. Parameters: {@code
 * depthwise [kh, kw, 1, in]}, {@code pointwise [in, filters]}, {@code bias [filters]} (Chollet
 * 2017).
 *
 * @param spec filters, kernel, stride, padding and the rest; groups are not used
 */
public record SeparableConv2d(ConvSpec spec) implements Weighted {
  /** Its line in the catalog. */
  public static final Entry<Layer> ENTRY =
      Entry.of(
          "separable_conv2d",
          SeparableConv2d.class,
          "Depthwise convolution, then a mix of the channels",
          ConvSpec.settings(),
          s -> new SeparableConv2d(ConvSpec.read(s)),
          l -> l.spec.write());

  /** Filters of a size, stride 1, padding "same". */
  public static SeparableConv2d of(int filters, int... kernel) {
    return new SeparableConv2d(ConvSpec.of(filters, kernel));
  }

  /** With another stride. */
  public SeparableConv2d stride(int... steps) {
    return new SeparableConv2d(spec.stride(steps));
  }

  /** With another padding. */
  public SeparableConv2d padding(Padding edges) {
    return new SeparableConv2d(spec.padding(edges));
  }

  /** With an activation. */
  public SeparableConv2d activation(Activation following) {
    return new SeparableConv2d(spec.activation(following));
  }

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    int in = Space.check(x, 2).size(-1);
    Tensor y = spec.filters(in).groups(in).product(x, scope, 2, "depthwise");
    Shape mix = Shape.of(in, spec.filters());
    Tensor weight = Ending.weight(scope, "pointwise", mix, spec.initializer(), spec.activation());
    return Ending.of(y.matmul(weight), scope, spec.bias(), spec.activation());
  }
}
