package gradus.train.golden;

import gradus.core.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The settings and tensors that an operation of a golden case takes. */
final class Arguments {
  private final GoldenCase golden;
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();

  Arguments(GoldenCase golden) {
    this.golden = golden;
    golden.inputs().forEach((name, values) -> tensors.put(name, values.tensor()));
    golden.params().forEach((name, values) -> tensors.put(name, values.tensor()));
  }

  Config config() {
    return golden.config();
  }

  boolean has(String name) {
    return tensors.containsKey(name);
  }

  Tensor get(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException(
          "the case has no '" + name + "', only " + tensors.keySet());
    }
    return tensor;
  }

  /** The numbers of an input that is a setting in this engine. */
  List<Double> numbers(String name) {
    return Arrays.stream(golden.inputs().get(name).data()).boxed().toList();
  }

  Map<String, Tensor> all() {
    return tensors;
  }

  /** Reduces by the setting {@code keepdims}: the axes stay with size 1, or vanish. */
  Tensor kept(Tensor keep, int... axes) {
    return config().flag("keepdims") ? keep : keep.sum(axes);
  }
}
