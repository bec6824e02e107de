package gradus.nn.layer;

import gradus.core.tensor.Tensor;
import gradus.nn.Layer;
import gradus.nn.Scope;
import gradus.nn.Weighted;
import gradus.nn.activation.Activation;
import gradus.nn.config.Entry;
import gradus.nn.init.Initializer;

/**
 * A convolution over a volume (cross-correlation), {@code y[p, o] = sum over t, c of x[p stride + t
 * dilation - before, c] kernel[t, c, o] + b[o]}: [batch, depth, height, width, in] to [batch,
 * depth, height, width, filters]. Parameters: {@code kernel [size.., in / groups, filters]}, {@code
 * bias [filters]} (LeCun et al. 1989).
 *
 * @param spec filters, kernel, stride, padding and the rest
 */
public record Conv3d(ConvSpec spec) implements Weighted {
  /** Its line in the catalog. */
  public static final Entry<Layer> ENTRY =
      Entry.of(
          "conv3d",
          Conv3d.class,
          "Convolution over [batch, depth, height, width, channels]",
          ConvSpec.settings(),
          s -> new Conv3d(ConvSpec.read(s)),
          l -> l.spec.write());

  /** Filters of a size (one number, or one for each axis), stride 1, padding "same". */
  public static Conv3d of(int filters, int... kernel) {
    return new Conv3d(ConvSpec.of(filters, kernel));
  }

  /** With another stride. */
  public Conv3d stride(int... steps) {
    return new Conv3d(spec.stride(steps));
  }

  /** With another padding. */
  public Conv3d padding(Padding edges) {
    return new Conv3d(spec.padding(edges));
  }

  /** With positions that lie apart. */
  public Conv3d dilation(int... distance) {
    return new Conv3d(spec.dilation(distance));
  }

  /** With channels in independent groups. */
  public Conv3d groups(int number) {
    return new Conv3d(spec.groups(number));
  }

  /** Without a bias, as before a norm. */
  public Conv3d withoutBias() {
    return new Conv3d(spec.withoutBias());
  }

  /** With an activation. */
  public Conv3d activation(Activation following) {
    return new Conv3d(spec.activation(following));
  }

  /** With an initializer of the kernel. */
  public Conv3d initializer(Initializer start) {
    return new Conv3d(spec.initializer(start));
  }

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    return spec.apply(x, scope, 3);
  }
}
