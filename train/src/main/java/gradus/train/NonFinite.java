package gradus.train;

import java.util.List;

/**
 * Where the first value of a training came from that is NaN or infinite.
 *
 * @param step the update in which it arose
 * @param layer the path of the layer; "" for the loss, the penalties and the update
 * @param operation the operation that made it from finite values, for example {@code log}; {@code
 *     input} if the data hold it, {@code parameter} if it was there before the step
 * @param way in which part of the step
 * @param kind NaN or an infinity
 * @param count how many elements are not finite
 * @param elements how many elements the value has
 * @param rows the positions in the batch of the examples that are affected, at most 16; empty if it
 *     is no value of examples
 * @param examples the same examples by their positions in the training data
 * @param inputs what the operation took at the first such element, in order
 */
public record NonFinite(
    long step,
    String layer,
    String operation,
    Way way,
    float kind,
    long count,
    long elements,
    List<Integer> rows,
    List<Integer> examples,
    List<Float> inputs) {
  /** A part of a step. */
  public enum Way {
    /** From the input to the loss. */
    FORWARD,
    /** From the loss to the gradients, and the update. */
    BACKWARD
  }

  /** Keeps immutable copies. */
  public NonFinite {
    rows = List.copyOf(rows);
    examples = List.copyOf(examples);
    inputs = List.copyOf(inputs);
  }

  NonFinite inStep(long update, List<Integer> found) {
    return new NonFinite(update, layer, operation, way, kind, count, elements, rows, found, inputs);
  }

  /** One sentence about it. */
  public String sentence() {
    String where = layer.isEmpty() ? "outside of the layers" : "in " + layer;
    StringBuilder text = new StringBuilder("The first ");
    text.append(Float.isNaN(kind) ? "NaN" : kind > 0 ? "infinity" : "minus infinity");
    text.append(
        switch (operation) {
          case "input" -> " stands in the data themselves";
          case "parameter" -> " stood in " + layer + " before the step";
          default ->
              " arises "
                  + where
                  + ", in the "
                  + operation
                  + (inputs.isEmpty() ? "" : " of " + numbers())
                  + ", on the way "
                  + (way == Way.FORWARD ? "forward" : "back");
        });
    text.append(", in step ").append(step);
    if (!examples.isEmpty()) {
      text.append(", for training example").append(examples.size() == 1 ? " " : "s ");
      text.append(String.join(", ", examples.stream().map(String::valueOf).toList()));
    }
    return text.append(" (")
        .append(count)
        .append(" of ")
        .append(elements)
        .append(" elements).")
        .toString();
  }

  private String numbers() {
    return String.join(
        " and ",
        inputs.stream().map(x -> String.format(java.util.Locale.ROOT, "%.4g", x)).toList());
  }
}
