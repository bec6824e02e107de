package gradus.nn.loss;

import gradus.nn.config.Catalog;
import java.util.List;

/** All losses. */
public final class Losses {
  /** All losses by name. */
  public static final Catalog<Loss> CATALOG =
      new Catalog<>(
          "loss",
          List.of(
              MeanSquaredError.ENTRY,
              MeanAbsoluteError.ENTRY,
              Huber.ENTRY,
              SmoothL1.ENTRY,
              BinaryCrossEntropy.ENTRY,
              BinaryCrossEntropyLogits.ENTRY,
              CrossEntropy.ENTRY,
              NegativeLogLikelihood.ENTRY,
              KlDivergence.ENTRY,
              Hinge.ENTRY,
              SquaredHinge.ENTRY,
              SoftMargin.ENTRY,
              HingeEmbedding.ENTRY,
              MultiMargin.ENTRY,
              MarginRanking.ENTRY,
              CosineEmbedding.ENTRY,
              TripletMargin.ENTRY,
              GaussianNll.ENTRY,
              PoissonNll.ENTRY));

  private Losses() {}
}
