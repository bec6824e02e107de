package gradus.nn.layer;

import gradus.core.shape.Shape;
import gradus.core.shape.ShapeException;
import gradus.core.tensor.Tensor;
import gradus.nn.Layer;
import gradus.nn.Scope;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import gradus.nn.init.Constant;
import gradus.nn.init.Zeros;
import java.util.List;
import java.util.stream.IntStream;

/**
 * {@code y = (x - mean) / sqrt(var + eps) gamma + beta} for each channel (the last axis), with mean
 * and biased variance over all other axes of the batch while training, and their running averages
 * {@code (1 - momentum) old + momentum new} (of the unbiased variance) otherwise. Parameters:
 * {@code gamma, beta [channels]}; states: {@code running_mean, running_var [channels]} (Ioffe and
 * Szegedy 2015). A batch with one value a channel gives beta alone: use larger batches.
 *
 * @param momentum how much a batch moves the running averages
 * @param eps added to the variance
 * @param affine whether there are gamma and beta
 */
public record BatchNorm(double momentum, double eps, boolean affine) implements Layer {
  /** Its line in the catalog. */
  public static final Entry<Layer> ENTRY =
      Entry.of(
          "batch_norm",
          BatchNorm.class,
          "Mean 0 and variance 1 of each channel over the batch",
          List.of(
              Setting.number("momentum", 0, 1, 0.1, "how much a batch moves the running averages"),
              Setting.number("eps", 0, 1, 1e-5, "added to the variance"),
              Setting.flag("affine", true, "learn a scale and an offset")),
          s -> new BatchNorm(s.number("momentum"), s.number("eps"), s.flag("affine")),
          l -> Settings.of("momentum", l.momentum, "eps", l.eps, "affine", l.affine));

  /** With momentum 0.1 and eps 1e-5. */
  public static BatchNorm of() {
    return new BatchNorm(0.1, 1e-5, true);
  }

  @Override
  public Tensor apply(Tensor given, Scope scope) {
    Tensor x = given.floats();
    if (x.shape().rank() < 2) {
      throw new ShapeException("got " + x.shape() + "; must be [batch, .., channels]");
    }
    Shape channels = Shape.of(x.size(-1));
    Tensor oldMean = scope.state("running_mean", channels, new Zeros());
    Tensor oldVariance = scope.state("running_var", channels, new Constant(1));
    Tensor y;
    if (scope.training()) {
      int[] axes = IntStream.range(0, x.shape().rank() - 1).toArray();
      Tensor mean = x.meanKeep(axes);
      Tensor centered = x.sub(mean);
      Tensor variance = centered.square().meanKeep(axes);
      y = centered.mul(variance.add(eps).rsqrt());
      double count = x.shape().count() / (double) Math.max(1, x.size(-1));
      double unbiased = count > 1 ? count / (count - 1) : 1;
      scope.update("running_mean", moved(oldMean, mean.reshape(channels)));
      scope.update("running_var", moved(oldVariance, variance.reshape(channels).mul(unbiased)));
    } else {
      y = x.sub(oldMean).mul(oldVariance.add(eps).rsqrt());
    }
    return affine ? Norm.affine(y, scope, channels) : y;
  }

  private Tensor moved(Tensor old, Tensor now) {
    return old.mul(1 - momentum).add(now.stopGradient().mul(momentum));
  }
}
