package gradus.nn.optim;

import gradus.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Gradients of several small batches as of one large one. A training traces two programs: while
 * {@code micro < count - 1} it runs forward and backward and keeps {@link #add}; for the last micro
 * batch it gives {@link #add} to clipping and optimizer and fills the sums with {@link #reset}. The
 * step number and the schedule move once for each update. Losses are means, so the sum holds {@code
 * g / count}, and equal micro batches give the gradient of the whole batch.
 *
 * @param count the number of micro batches in an update
 */
public record Accumulation(int count) {
  /** Checks the count. */
  public Accumulation {
    if (count < 1) {
      throw new IllegalArgumentException(
          "accumulation: got " + count + " micro batches; must be 1 or more");
    }
  }

  /** {@code sums + gradients / count}. */
  public List<Tensor> add(List<Tensor> sums, List<Tensor> gradients) {
    List<Tensor> added = new ArrayList<>();
    for (int i = 0; i < sums.size(); i++) {
      added.add(sums.get(i).add(gradients.get(i).mul(1.0 / count)));
    }
    return added;
  }

  /** Sums of zero. */
  public List<Tensor> reset(List<Tensor> sums) {
    return sums.stream().map(sum -> Tensor.zeros(sum.shape())).toList();
  }
}
