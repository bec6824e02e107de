package gradus.nn.init;

import gradus.core.shape.Shape;
import java.util.Collections;
import java.util.List;

/**
 * Several weights that lie side by side along the last axis, such as those of the gates of a
 * recurrent layer: each starts by itself, as if it were alone.
 *
 * @param blocks how each starts, from left to right; all are equally wide
 */
public record Blocks(List<Initializer> blocks) implements Initializer {
  /** Keeps an immutable copy. */
  public Blocks {
    blocks = List.copyOf(blocks);
  }

  /** Equal rules for a number of blocks. */
  public static Initializer of(int count, Initializer each) {
    return count == 1 ? each : new Blocks(Collections.nCopies(count, each));
  }

  @Override
  public float[] values(Shape shape, long seed) {
    int width = shape.size(-1) / blocks.size();
    int rows = shape.count() / shape.size(-1);
    Shape part = shape.with(-1, width);
    float[] all = new float[shape.count()];
    for (int k = 0; k < blocks.size(); k++) {
      float[] values = blocks.get(k).values(part, seed + k);
      for (int row = 0; row < rows; row++) {
        System.arraycopy(values, row * width, all, row * shape.size(-1) + k * width, width);
      }
    }
    return all;
  }
}
