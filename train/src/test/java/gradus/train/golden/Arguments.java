package gradus.train.golden;

import gradus.core.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/** The settings and tensors that an operation of a golden case takes. */
final class Arguments {
  private final Config config;
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();

  Arguments(GoldenCase golden) {
    this.config = golden.config();
    golden.inputs().forEach((name, values) -> tensors.put(name, values.tensor()));
    golden.params().forEach((name, values) -> tensors.put(name, values.tensor()));
  }

  Config config() {
    return config;
  }

  boolean has(String name) {
    return tensors.containsKey(name);
  }

  Tensor get(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("the case has no '" + name + "', only " + tensors.keySet());
    }
    return tensor;
  }

  Map<String, Tensor> all() {
    return tensors;
  }

  /** Reduces by the setting {@code keepdims}: the axes stay with size 1, or vanish. */
  Tensor kept(Tensor keep, int... axes) {
    return config.flag("keepdims") ? keep : keep.sum(axes);
  }
}
