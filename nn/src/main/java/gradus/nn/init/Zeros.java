package gradus.nn.init;

import gradus.core.shape.Shape;
import gradus.nn.config.Entry;

/** Zeros: for biases and offsets; for weights they would keep all units equal. */
public record Zeros() implements Initializer {
  /** Its line in the catalog. */
  public static final Entry<Initializer> ENTRY =
      Entry.of("zeros", Zeros.class, "All zeros", new Zeros());

  @Override
  public float[] values(Shape shape, long seed) {
    return new float[shape.count()];
  }
}
