package gradus.nn.init;

import gradus.nn.config.Catalog;
import java.util.List;

/** All initializers. */
public final class Initializers {
  /** All initializers by name. */
  public static final Catalog<Initializer> CATALOG =
      new Catalog<>(
          "initializer",
          List.of(
              Zeros.ENTRY,
              Constant.ENTRY,
              Uniform.ENTRY,
              Normal.ENTRY,
              TruncatedNormal.ENTRY,
              XavierUniform.ENTRY,
              XavierNormal.ENTRY,
              HeUniform.ENTRY,
              HeNormal.ENTRY,
              LecunUniform.ENTRY,
              LecunNormal.ENTRY,
              Orthogonal.ENTRY,
              IdentityMatrix.ENTRY));

  private Initializers() {}
}
