package gradus.nn.optim;

import gradus.core.tensor.Tensor;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * Each element within [-limit, limit]. This turns the direction of the gradient.
 *
 * @param limit the largest size of an element
 */
public record ClipByValue(double limit) implements Clip {
  static final Entry<Clip> ENTRY =
      Entry.of(
          "value",
          ClipByValue.class,
          "each element within bounds",
          List.of(Setting.number("limit", 0, 1e30, "the largest size of an element")),
          s -> new ClipByValue(s.number("limit")),
          x -> Settings.of("limit", x.limit()));

  @Override
  public Clipped apply(List<Tensor> parameters, List<Tensor> gradients) {
    List<Tensor> clipped = gradients.stream().map(g -> g.clamp(-limit, limit)).toList();
    return new Clipped(clipped, Norm.TWO.total(gradients), Norm.TWO.total(clipped));
  }
}
