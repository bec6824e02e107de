package gradus.nn.loss;

import gradus.core.tensor.Tensor;
import gradus.nn.config.Entry;

/**
 * {@code 1 - cos(a, b)} where t = 1, {@code max(0, cos(a, b) - margin)} where t = -1, with {@code
 * cos = a.b / sqrt((|a|^2 + 1e-12) (|b|^2 + 1e-12))} along the last axis. As a loss of a model the
 * target is a vector to which the output must be parallel: {@code 1 - cos(x, t)}, a value for each
 * row.
 */
public record CosineEmbedding() implements Loss {
  /** Its line in the catalog. */
  public static final Entry<Loss> ENTRY =
      Entry.of(
          "cosine_embedding",
          CosineEmbedding.class,
          "One minus the cosine between output and target vectors",
          new CosineEmbedding());

  @Override
  public Tensor values(Tensor output, Tensor target) {
    Tensor t = Fit.same("cosine_embedding", output, target);
    Tensor cosine = cosine(output, t);
    return Tensor.ones(cosine.shape()).sub(cosine);
  }

  /** The value for each row of a and b [.., features] with t [..] = 1 (alike) or -1. */
  public static Tensor values(Tensor a, Tensor b, Tensor target, double margin) {
    Tensor cosine = cosine(a, b);
    Tensor alike = Tensor.ones(cosine.shape()).sub(cosine);
    return target.greater(0).where(alike, cosine.sub(margin).relu());
  }

  private static Tensor cosine(Tensor a, Tensor b) {
    Tensor squares = a.square().sum(-1).add(1e-12).mul(b.square().sum(-1).add(1e-12));
    return a.mul(b).sum(-1).div(squares.sqrt());
  }
}
