package gradus.nn.layer;

import gradus.core.tensor.Tensor;
import gradus.nn.Layer;
import gradus.nn.Scope;
import gradus.nn.Weighted;
import gradus.nn.activation.Activation;
import gradus.nn.config.Entry;
import gradus.nn.init.Initializer;

/**
 * A convolution over a sequence (cross-correlation), {@code y[p, o] = sum over t, c of x[p stride +
 * t dilation - before, c] kernel[t, c, o] + b[o]}: [batch, time, in] to [batch, time, filters].
 * Parameters: {@code kernel [size.., in / groups, filters]}, {@code bias [filters]} (LeCun et al.
 * 1989).
 *
 * @param spec filters, kernel, stride, padding and the rest
 */
public record Conv1d(ConvSpec spec) implements Weighted {
  /** Its line in the catalog. */
  public static final Entry<Layer> ENTRY =
      Entry.of(
          "conv1d",
          Conv1d.class,
          "Convolution over [batch, time, channels]",
          ConvSpec.settings(),
          s -> new Conv1d(ConvSpec.read(s)),
          l -> l.spec.write());

  /** Filters of a size (one number, or one for each axis), stride 1, padding "same". */
  public static Conv1d of(int filters, int... kernel) {
    return new Conv1d(ConvSpec.of(filters, kernel));
  }

  /** With another stride. */
  public Conv1d stride(int... steps) {
    return new Conv1d(spec.stride(steps));
  }

  /** With another padding. */
  public Conv1d padding(Padding edges) {
    return new Conv1d(spec.padding(edges));
  }

  /** With positions that lie apart. */
  public Conv1d dilation(int... distance) {
    return new Conv1d(spec.dilation(distance));
  }

  /** With channels in independent groups. */
  public Conv1d groups(int number) {
    return new Conv1d(spec.groups(number));
  }

  /** Without a bias, as before a norm. */
  public Conv1d withoutBias() {
    return new Conv1d(spec.withoutBias());
  }

  /** With an activation. */
  public Conv1d activation(Activation following) {
    return new Conv1d(spec.activation(following));
  }

  /** With an initializer of the kernel. */
  public Conv1d initializer(Initializer start) {
    return new Conv1d(spec.initializer(start));
  }

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    return spec.apply(x, scope, 1);
  }
}
