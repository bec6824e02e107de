package gradus.nn.layer;

import gradus.core.tensor.Tensor;
import gradus.nn.Layer;
import gradus.nn.Scope;
import gradus.nn.config.Entry;

/** All axes but the first in one: [batch, ..] to [batch, n]. */
public record Flatten() implements Layer {
  /** Its line in the catalog. */
  public static final Entry<Layer> ENTRY =
      Entry.of("flatten", Flatten.class, "All axes but the first in one", new Flatten());

  /** All axes but the first in one. */
  public static Flatten of() {
    return new Flatten();
  }

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    return x.reshape(x.size(0), x.shape().slice(1, x.shape().rank()).count());
  }
}
