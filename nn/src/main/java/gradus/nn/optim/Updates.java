package gradus.nn.optim;

import gradus.core.tensor.Tensor;
import gradus.nn.ParameterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that happens between gradients and new parameters: clipping, then the optimizer for each
 * parameter by its groups, then the average of the weights.
 *
 * @param optimizer the optimizer
 * @param groups what is different for some parameters
 * @param clips ways of clipping, one after another; none for no clipping
 * @param average the average of weights, if one is kept
 */
public record Updates(
    Optimizer optimizer, Groups groups, List<Clip> clips, Optional<WeightAverage> average) {
  /** Keeps an immutable copy. */
  public Updates {
    clips = List.copyOf(clips);
  }

  /** An optimizer alone. */
  public static Updates of(Optimizer optimizer) {
    return new Updates(optimizer, Groups.NONE, List.of(), Optional.empty());
  }

  /** With parameter groups. */
  public Updates withGroups(Groups groups) {
    return new Updates(optimizer, groups, clips, average);
  }

  /** With clipping, after that which is already there. */
  public Updates withClip(Clip clip) {
    List<Clip> more = new ArrayList<>(clips);
    more.add(clip);
    return new Updates(optimizer, groups, more, average);
  }

  /** With an average of the weights. */
  public Updates withAverage(WeightAverage average) {
    return new Updates(optimizer, groups, clips, Optional.of(average));
  }

  /** The parameters that change; gradients are needed for these alone. */
  public List<ParameterSpec> trained(List<ParameterSpec> parameters) {
    return groups.trained(parameters);
  }

  /** What is kept for the trained parameters, in order, named {@code parameter/slot}. */
  public List<Optimizer.Slot> slots(List<ParameterSpec> trained) {
    List<Optimizer.Slot> all = new ArrayList<>();
    for (ParameterSpec parameter : trained) {
      for (Optimizer.Slot slot : slots(parameter)) {
        String name = parameter.name() + "/" + slot.name();
        all.add(new Optimizer.Slot(name, slot.shape(), slot.initial()));
      }
    }
    return all;
  }

  /**
   * One step.
   *
   * @param rate the learning rate by the schedule, a scalar
   * @param step the number of this step, 1 at the first, a float scalar
   * @param trained the trained parameters
   * @param parameters their values, in the same order
   * @param gradients their gradients
   * @param slots the values of {@link #slots(List)}, in order
   */
  public Result apply(
      Tensor rate,
      Tensor step,
      List<ParameterSpec> trained,
      List<Tensor> parameters,
      List<Tensor> gradients,
      List<Tensor> slots) {
    Clip.Clipped clipped = clip(parameters, gradients);
    List<Tensor> values = new ArrayList<>();
    List<Tensor> kept = new ArrayList<>();
    int at = 0;
    for (int i = 0; i < trained.size(); i++) {
      ParameterSpec spec = trained.get(i);
      int count = slots(spec).size();
      int own = count - (average.isPresent() ? 1 : 0);
      double factor = groups.rate(spec);
      Tensor slower = factor == 1 ? rate : rate.mul(factor);
      Optimizer.Update update =
          optimizer.update(
              new Optimizer.Context(slower, step, groups.decay(spec, optimizer)),
              parameters.get(i),
              clipped.gradients().get(i),
              slots.subList(at, at + own));
      values.add(update.parameter());
      update.slots().forEach(slot -> kept.add(normal(slot)));
      if (average.isPresent()) {
        kept.add(average.get().next(step, slots.get(at + own), update.parameter()));
      }
      at += count;
    }
    return new Result(values, kept, clipped);
  }

  /**
   * Zero instead of what is closer to it than the smallest normal float32, 2^-126. Averages of a
   * unit that gets no gradient any more shrink until they are subnormal; then they stay at about
   * 2^-149 for ever, and processors take a hundred times as long for each of them.
   */
  private static Tensor normal(Tensor slot) {
    return slot.abs().less(Float.MIN_NORMAL).where(Tensor.zeros(slot.shape()), slot);
  }

  /** The new values of the trained parameters, the new slots, and the gradients that were used. */
  public record Result(List<Tensor> parameters, List<Tensor> slots, Clip.Clipped clipped) {}

  private List<Optimizer.Slot> slots(ParameterSpec parameter) {
    List<Optimizer.Slot> slots = new ArrayList<>(optimizer.slots(parameter.shape()));
    average.ifPresent(a -> slots.add(a.slot(parameter.shape())));
    return slots;
  }

  private Clip.Clipped clip(List<Tensor> parameters, List<Tensor> gradients) {
    if (clips.isEmpty()) {
      Tensor norm = Norm.TWO.total(gradients);
      return new Clip.Clipped(gradients, norm, norm);
    }
    Clip.Clipped clipped = clips.get(0).apply(parameters, gradients);
    for (Clip clip : clips.subList(1, clips.size())) {
      Clip.Clipped next = clip.apply(parameters, clipped.gradients());
      clipped = new Clip.Clipped(next.gradients(), clipped.before(), next.after());
    }
    return clipped;
  }
}
