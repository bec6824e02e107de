package gradus.train.golden;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** One case of a golden file. */
record GoldenCase(
    String group,
    String id,
    String op,
    Config config,
    Map<String, Values> inputs,
    Map<String, Values> params,
    Map<String, Values> outputs,
    Map<String, Values> upstream,
    Map<String, Values> gradients,
    Map<String, Double> float32Error) {

  static GoldenCase read(String group, JsonNode node) {
    Map<String, Double> errors = new LinkedHashMap<>();
    if (node.has("float32_error")) {
      node.get("float32_error")
          .properties()
          .forEach(e -> errors.put(e.getKey(), e.getValue().asDouble()));
    }
    return new GoldenCase(
        group,
        node.get("id").asString(),
        node.get("op").asString(),
        new Config(node.get("config")),
        values(node, "inputs"),
        values(node, "params"),
        values(node, "outputs"),
        values(node, "upstream"),
        values(node, "gradients"),
        errors);
  }

  private static Map<String, Values> values(JsonNode node, String name) {
    Map<String, Values> values = new LinkedHashMap<>();
    if (node.has(name)) {
      node.get(name).properties().forEach(e -> values.put(e.getKey(), Values.read(e.getValue())));
    }
    return values;
  }

  /**
   * What a float64 value may differ by. The gradients of hard_sigmoid were made with 1/6 rounded to
   * float32, which is off by a relative 3e-8.
   */
  double tolerance64(String name, Values expected) {
    boolean rounded = op.equals("hard_sigmoid") && name.startsWith("grad:");
    return (rounded ? 3.1e-8 : 1e-9) * expected.scale();
  }

  /**
   * What a float32 value may differ by; {@code name} is an output, or {@code grad:} and an input.
   */
  double tolerance32(String name, Values expected) {
    return 1e-5 * expected.scale() + 10 * float32Error.getOrDefault(name, 0.0);
  }
}
