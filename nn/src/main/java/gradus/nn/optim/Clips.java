package gradus.nn.optim;

import gradus.nn.config.Catalog;
import java.util.List;

/** All ways of clipping by name. */
public final class Clips {
  private Clips() {}

  /** The catalog. */
  public static final Catalog<Clip> CATALOG =
      new Catalog<>(
          "clipping",
          List.of(
              ClipByValue.ENTRY, ClipByNorm.ENTRY, ClipByGlobalNorm.ENTRY, ClipAdaptively.ENTRY));
}
