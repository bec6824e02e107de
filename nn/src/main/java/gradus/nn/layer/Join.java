package gradus.nn.layer;

import gradus.core.shape.Shape;
import gradus.core.shape.ShapeException;
import gradus.core.tensor.Tensor;
import java.util.List;

/** How several branches become one. */
public enum Join {
  /** The sum of equal shapes. */
  ADD,
  /** One after the other along the last axis. */
  CONCAT,
  /** The product of equal shapes, element by element. */
  MULTIPLY;

  static final List<String> WORDS = List.of("add", "concat", "multiply");

  static Join read(String word) {
    return values()[WORDS.indexOf(word)];
  }

  String word() {
    return WORDS.get(ordinal());
  }

  /** Joins tensors; one alone stays as it is. */
  Tensor of(List<Tensor> parts) {
    Shape first = parts.get(0).shape();
    for (Tensor part : parts) {
      Shape shape = part.shape();
      boolean fits =
          this == CONCAT
              ? shape.rank() == first.rank() && shape.with(-1, 1).equals(first.with(-1, 1))
              : shape.equals(first);
      if (!fits) {
        throw new ShapeException(
            word()
                + ": got branches "
                + first
                + " and "
                + shape
                + "; shapes must be equal"
                + (this == CONCAT ? " but for the last axis" : ""));
      }
    }
    if (parts.size() == 1) {
      return parts.get(0);
    }
    return switch (this) {
      case ADD -> parts.stream().reduce(Tensor::add).orElseThrow();
      case MULTIPLY -> parts.stream().reduce(Tensor::mul).orElseThrow();
      case CONCAT -> Tensor.concat(-1, parts);
    };
  }
}
