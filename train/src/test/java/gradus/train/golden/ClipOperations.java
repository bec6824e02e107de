package gradus.train.golden;

import gradus.core.tensor.Tensor;
import gradus.nn.optim.Clip;
import gradus.nn.optim.Clips;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Clipping, read as from a run file. */
final class ClipOperations {
  private ClipOperations() {}

  static Map<String, Operation> table() {
    Map<String, Operation> table = new LinkedHashMap<>();
    table.put("clip_by_value", a -> clip(a, Map.of("value", a.config().number("value"))));
    table.put(
        "clip_by_norm",
        a -> {
          Map<String, Tensor> outputs = new LinkedHashMap<>(clip(a, limits(a, "norm")));
          List<Tensor> norms = new ArrayList<>();
          for (Tensor gradient : a.all().values()) {
            norms.add(gradient.square().sum().sqrt());
          }
          outputs.put("total_norm", Tensor.stack(0, norms));
          return outputs;
        });
    table.put("clip_by_global_norm", a -> clip(a, limits(a, "global_norm")));
    return table;
  }

  private static Map<String, Object> limits(Arguments a, String name) {
    double type = a.config().text("norm_type").equals("inf") ? 0 : a.config().number("norm_type");
    String norm = type == 0 ? "inf" : type == 1 ? "1" : "2";
    return Map.of(name, Map.of("limit", a.config().number("max_norm"), "norm", norm));
  }

  private static Map<String, Tensor> clip(Arguments a, Map<String, Object> tree) {
    List<Tensor> gradients = new ArrayList<>(a.all().values());
    Clip.Clipped clipped = Clips.CATALOG.read(tree, "clip").apply(gradients, gradients);
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    int i = 0;
    for (String name : a.all().keySet()) {
      outputs.put(name, clipped.gradients().get(i++));
    }
    outputs.put("total_norm", clipped.before());
    return outputs;
  }
}
