package gradus.nn.init;

import gradus.core.shape.Shape;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * Ones on the diagonal of the last two axes, at the middle tap of a kernel: the layer starts as the
 * identity times the gain.
 *
 * @param gain the number on the diagonal
 */
public record IdentityMatrix(double gain) implements Initializer {
  /** Its line in the catalog. */
  public static final Entry<Initializer> ENTRY =
      Entry.of(
          "identity",
          IdentityMatrix.class,
          "Ones on the diagonal: the layer starts as the identity",
          List.of(
              Setting.number(
                  "gain",
                  Double.NEGATIVE_INFINITY,
                  Double.POSITIVE_INFINITY,
                  1,
                  "the number on the diagonal")),
          s -> new IdentityMatrix(s.number("gain")),
          i -> Settings.of("gain", i.gain()));

  /** With the usual settings. */
  public static IdentityMatrix of() {
    return new IdentityMatrix(1);
  }

  @Override
  public float[] values(Shape shape, long seed) {
    if (shape.rank() < 2) {
      throw new IllegalArgumentException(
          "identity: got shape " + shape + "; a matrix or a kernel is needed");
    }
    float[] values = new float[shape.count()];
    int[] strides = shape.strides();
    int middle = 0;
    for (int axis = 0; axis < shape.rank() - 2; axis++) {
      middle += shape.size(axis) / 2 * strides[axis];
    }
    for (int i = 0; i < Math.min(shape.size(-2), shape.size(-1)); i++) {
      values[middle + i * shape.size(-1) + i] = (float) gain;
    }
    return values;
  }
}
