package gradus.nn.optim;

import gradus.nn.ParameterSpec;
import java.util.List;

/** The parameter groups of a training, in order. */
public record Groups(List<Group> groups) {
  /** No groups: all parameters alike. */
  public static final Groups NONE = new Groups(List.of());

  /** Keeps an immutable copy. */
  public Groups {
    groups = List.copyOf(groups);
  }

  /** Groups in order. */
  public static Groups of(Group... groups) {
    return new Groups(List.of(groups));
  }

  /** The factor on the learning rate of a parameter. */
  public double rate(ParameterSpec parameter) {
    double factor = 1;
    for (Group group : matching(parameter)) {
      factor *= group.rate();
    }
    return factor;
  }

  /** The weight decay of a parameter: the last that a group names, else the optimizer's. */
  public double decay(ParameterSpec parameter, Optimizer optimizer) {
    double decay = optimizer.decay();
    for (Group group : matching(parameter)) {
      decay = group.decay().orElse(decay);
    }
    return decay;
  }

  /** Whether a parameter changes: it is trainable and no group freezes it. */
  public boolean trains(ParameterSpec parameter) {
    return parameter.trainable() && matching(parameter).stream().noneMatch(Group::frozen);
  }

  /** The parameters that change, in order. */
  public List<ParameterSpec> trained(List<ParameterSpec> parameters) {
    return parameters.stream().filter(this::trains).toList();
  }

  /** The patterns that match no parameter: most likely a slip of the pen. */
  public List<String> unused(List<ParameterSpec> parameters) {
    return groups.stream()
        .map(Group::filter)
        .filter(filter -> parameters.stream().noneMatch(filter::matches))
        .map(ParameterFilter::pattern)
        .toList();
  }

  private List<Group> matching(ParameterSpec parameter) {
    return groups.stream().filter(group -> group.filter().matches(parameter)).toList();
  }
}
