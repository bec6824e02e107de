package gradus.train.golden;

import gradus.core.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** What an operation of the goldens is in this engine: settings and tensors to named outputs. */
@FunctionalInterface
interface Operation {
  Map<String, Tensor> apply(Arguments arguments);

  /** An operation with the one output {@code y}. */
  static Operation y(Function<Arguments, Tensor> function) {
    return a -> Map.of("y", function.apply(a));
  }

  /** A function of the input {@code x} alone. */
  static Operation x(Function<Tensor, Tensor> function) {
    return y(a -> function.apply(a.get("x")));
  }

  /** Two outputs. */
  static Map<String, Tensor> two(String first, Tensor a, String second, Tensor b) {
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    outputs.put(first, a);
    outputs.put(second, b);
    return outputs;
  }
}
