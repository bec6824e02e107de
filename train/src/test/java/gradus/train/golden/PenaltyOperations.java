package gradus.train.golden;

import static gradus.train.golden.Operation.y;

import gradus.core.tensor.Tensor;
import gradus.nn.ParameterSpec;
import gradus.nn.init.Initializer;
import gradus.nn.optim.Penalties;
import gradus.nn.optim.Penalty;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Penalties of all parameters of a case, read as from a run file. */
final class PenaltyOperations {
  private static final Initializer NONE = (shape, seed) -> new float[shape.count()];

  private PenaltyOperations() {}

  static Map<String, Operation> table() {
    Map<String, Operation> table = new LinkedHashMap<>();
    table.put(
        "l1_penalty", y(a -> penalty(a, "l1", Map.of("lambda", a.config().number("lambda")))));
    table.put(
        "l2_penalty", y(a -> penalty(a, "l2", Map.of("lambda", a.config().number("lambda")))));
    table.put(
        "elastic_penalty",
        y(
            a ->
                penalty(
                    a,
                    "elastic",
                    Map.of(
                        "l1", a.config().number("lambda1"), "l2", a.config().number("lambda2")))));
    return table;
  }

  private static Tensor penalty(Arguments a, String name, Map<String, Object> settings) {
    Map<String, Object> all = new LinkedHashMap<>(settings);
    all.put("parameters", "all");
    Penalty penalty = Penalties.CATALOG.read(Map.of(name, all), "penalties");
    List<ParameterSpec> specs = new ArrayList<>();
    a.all().forEach((key, w) -> specs.add(new ParameterSpec(key, w.shape(), NONE, true)));
    return Penalties.total(List.of(penalty), specs, a::get);
  }
}
