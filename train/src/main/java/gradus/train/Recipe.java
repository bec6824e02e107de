package gradus.train;

import gradus.nn.Layer;
import gradus.nn.loss.Loss;
import gradus.nn.optim.Clip;
import gradus.nn.optim.Groups;
import gradus.nn.optim.Optimizer;
import gradus.nn.optim.Penalty;
import gradus.nn.optim.WeightAverage;
import java.util.List;

/**
 * What one step does: everything that becomes part of the training graph.
 *
 * @param model the network
 * @param loss what is made small
 * @param optimizer how gradients change parameters
 * @param clip how gradients are limited; null for not at all
 * @param penalties what is added to the loss
 * @param groups what is different for some parameters
 * @param average the exponential average of the weights; null for none
 * @param accumulate over how many batches the gradient of one update is averaged
 */
public record Recipe(
    Layer model,
    Loss loss,
    Optimizer optimizer,
    Clip clip,
    List<Penalty> penalties,
    Groups groups,
    WeightAverage average,
    int accumulate) {
  /** Keeps an immutable copy. */
  public Recipe {
    penalties = List.copyOf(penalties);
    if (accumulate < 1) {
      throw new IllegalArgumentException("accumulate: got " + accumulate + "; must be 1 or more");
    }
  }

  /** Model, loss and optimizer, nothing else. */
  public static Recipe of(Layer model, Loss loss, Optimizer optimizer) {
    return new Recipe(model, loss, optimizer, null, List.of(), Groups.NONE, null, 1);
  }
}
