package gradus.nn.optim;

import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The gradient of each unit no longer than a share of its weights: where {@code |g_i| > share
 * max(|w_i|, smallest)}, it is shortened to that (Brock et al. 2021). A unit is an output of a
 * dense layer or of a convolution (the last axis); a bias or scale is one unit.
 *
 * @param share the largest norm of a gradient, as a share of the norm of the weights
 * @param smallest the norm that weights are taken to have at least, so that zeros can grow
 */
public record ClipAdaptively(double share, double smallest) implements Clip {
  static final Entry<Clip> ENTRY =
      Entry.of(
          "adaptive",
          ClipAdaptively.class,
          "the gradient of each unit no longer than a share of its weights",
          List.of(
              Setting.number("share", 0, 1e6, 0.01, "share of the norm of the weights"),
              Setting.number("smallest", 0, 1e6, 1e-3, "norm that weights have at least")),
          s -> new ClipAdaptively(s.number("share"), s.number("smallest")),
          x -> Settings.of("share", x.share(), "smallest", x.smallest()));

  @Override
  public Clipped apply(List<Tensor> parameters, List<Tensor> gradients) {
    List<Tensor> clipped = new ArrayList<>();
    for (int i = 0; i < gradients.size(); i++) {
      clipped.add(clip(parameters.get(i), gradients.get(i)));
    }
    return new Clipped(clipped, Norm.TWO.total(gradients), Norm.TWO.total(clipped));
  }

  private Tensor clip(Tensor parameter, Tensor gradient) {
    if (gradient.shape().count() == 0) {
      return gradient;
    }
    Tensor limit = lengths(parameter).maximum(smallest).mul(share);
    Tensor length = lengths(gradient);
    Tensor factor = length.greater(limit).where(limit.div(length), Tensor.ones(length.shape()));
    return gradient.mul(factor);
  }

  private static Tensor lengths(Tensor x) {
    Shape shape = x.shape();
    int[] axes = shape.rank() < 2 ? shape.axes() : IntStream.range(0, shape.rank() - 1).toArray();
    return x.square().sumKeep(axes).sqrt();
  }
}
