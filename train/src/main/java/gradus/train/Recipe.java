package gradus.train;

import gradus.nn.Layer;
import gradus.nn.loss.Loss;
import gradus.nn.optim.Optimizer;
import gradus.nn.optim.Penalty;
import gradus.nn.optim.Updates;
import java.util.List;

/**
 * What one step does: everything that becomes part of the training graph.
 *
 * @param model the network
 * @param loss what is made small
 * @param penalties what is added to the loss
 * @param updates how gradients change parameters: clipping, optimizer, groups, average
 * @param accumulate over how many batches the gradient of one update is averaged
 */
public record Recipe(
    Layer model, Loss loss, List<Penalty> penalties, Updates updates, int accumulate) {
  /** Keeps an immutable copy. */
  public Recipe {
    penalties = List.copyOf(penalties);
    if (accumulate < 1) {
      throw new IllegalArgumentException("accumulate: got " + accumulate + "; must be 1 or more");
    }
  }

  /** Model, loss and optimizer, nothing else. */
  public static Recipe of(Layer model, Loss loss, Optimizer optimizer) {
    return new Recipe(model, loss, List.of(), Updates.of(optimizer), 1);
  }

  /** With other updates. */
  public Recipe withUpdates(Updates changed) {
    return new Recipe(model, loss, penalties, changed, accumulate);
  }

  /** With penalties. */
  public Recipe withPenalties(List<Penalty> changed) {
    return new Recipe(model, loss, changed, updates, accumulate);
  }

  /** With the gradient of an update averaged over so many batches. */
  public Recipe withAccumulate(int changed) {
    return new Recipe(model, loss, penalties, updates, changed);
  }
}
