package gradus.nn.optim;

import gradus.core.tensor.Tensor;
import gradus.nn.config.Setting;
import java.util.List;

/** How the length of all gradients together is measured. */
public enum Norm {
  /** {@code Σ |g|}. */
  ONE("1"),
  /** {@code sqrt(Σ g²)}. */
  TWO("2"),
  /** {@code max |g|}. */
  INFINITY("inf");

  private final String word;

  Norm(String word) {
    this.word = word;
  }

  /** The name in a run file: 1, 2 or inf. */
  public String word() {
    return word;
  }

  /** The norm with a name. */
  static Norm of(String word) {
    return switch (word) {
      case "1" -> ONE;
      case "2" -> TWO;
      default -> INFINITY;
    };
  }

  static Setting setting() {
    return Setting.choice("norm", List.of("1", "2", "inf"), "2", "sum, Euclidean or largest");
  }

  /** The norm of all elements of all tensors, a scalar; of none 0. */
  public Tensor total(List<Tensor> tensors) {
    Tensor total = Tensor.scalar(0);
    for (Tensor tensor : tensors) {
      total =
          switch (this) {
            case ONE -> total.add(tensor.abs().sum());
            case TWO -> total.add(tensor.square().sum());
            case INFINITY -> total.maximum(tensor.abs().max());
          };
    }
    return this == TWO ? total.sqrt() : total;
  }
}
