package gradus.nn.layer;

import gradus.core.tensor.Tensor;
import gradus.nn.Layer;
import gradus.nn.Scope;
import gradus.nn.Weighted;
import gradus.nn.activation.Activation;
import gradus.nn.config.Entry;
import gradus.nn.init.Initializer;

/**
 * A convolution over an image (cross-correlation), {@code y[p, o] = sum over t, c of x[p stride + t
 * dilation - before, c] kernel[t, c, o] + b[o]}: [batch, height, width, in] to [batch, height,
 * width, filters]. Parameters: {@code kernel [size.., in / groups, filters]}, {@code bias
 * [filters]} (LeCun et al. 1989).
 *
 * @param spec filters, kernel, stride, padding and the rest
 */
public record Conv2d(ConvSpec spec) implements Weighted {
  /** Its line in the catalog. */
  public static final Entry<Layer> ENTRY =
      Entry.of(
          "conv2d",
          Conv2d.class,
          "Convolution over [batch, height, width, channels]",
          ConvSpec.settings(),
          s -> new Conv2d(ConvSpec.read(s)),
          l -> l.spec.write());

  /** Filters of a size (one number, or one for each axis), stride 1, padding "same". */
  public static Conv2d of(int filters, int... kernel) {
    return new Conv2d(ConvSpec.of(filters, kernel));
  }

  /** With another stride. */
  public Conv2d stride(int... steps) {
    return new Conv2d(spec.stride(steps));
  }

  /** With another padding. */
  public Conv2d padding(Padding edges) {
    return new Conv2d(spec.padding(edges));
  }

  /** With positions that lie apart. */
  public Conv2d dilation(int... distance) {
    return new Conv2d(spec.dilation(distance));
  }

  /** With channels in independent groups. */
  public Conv2d groups(int number) {
    return new Conv2d(spec.groups(number));
  }

  /** Without a bias, as before a norm. */
  public Conv2d withoutBias() {
    return new Conv2d(spec.withoutBias());
  }

  /** With an activation. */
  public Conv2d activation(Activation following) {
    return new Conv2d(spec.activation(following));
  }

  /** With an initializer of the kernel. */
  public Conv2d initializer(Initializer start) {
    return new Conv2d(spec.initializer(start));
  }

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    return spec.apply(x, scope, 2);
  }
}
