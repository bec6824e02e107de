package gradus.nn.optim;

import gradus.nn.config.Catalog;
import java.util.List;

/** All optimizers by name. */
public final class Optimizers {
  private Optimizers() {}

  /** The catalog; a line here is all that a new one needs. */
  public static final Catalog<Optimizer> CATALOG =
      new Catalog<>(
          "optimizer",
          List.of(
              Sgd.ENTRY,
              Momentum.ENTRY,
              Nesterov.ENTRY,
              AdaGrad.ENTRY,
              RmsProp.ENTRY,
              AdaDelta.ENTRY,
              Adam.ENTRY,
              AmsGrad.ENTRY,
              AdamW.ENTRY,
              AdaMax.ENTRY,
              NAdam.ENTRY,
              RAdam.ENTRY,
              Lamb.ENTRY,
              Lion.ENTRY,
              Muon.ENTRY));
}
