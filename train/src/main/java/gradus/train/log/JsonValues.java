package gradus.train.log;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Reads one JSON object that {@link JsonFields} filled; a misfit names the key. */
final class JsonValues {
  private final JsonNode node;

  JsonValues(JsonNode node) {
    if (!node.isObject()) {
      throw new IllegalArgumentException("got " + node + "; must be a JSON object");
    }
    this.node = node;
  }

  String text(String key) {
    return need(key, "a string", JsonNode::isString).stringValue();
  }

  long whole(String key) {
    return need(key, "a whole number", JsonNode::canConvertToLong).longValue();
  }

  int small(String key) {
    return need(key, "a whole number", JsonNode::canConvertToInt).intValue();
  }

  boolean truth(String key) {
    return need(key, "true or false", JsonNode::isBoolean).booleanValue();
  }

  double number(String key) {
    return number(key, need(key, "a number", any -> true));
  }

  OptionalDouble maybe(String key) {
    return node.has(key) ? OptionalDouble.of(number(key)) : OptionalDouble.empty();
  }

  Map<String, String> texts(String key) {
    JsonValues inner = new JsonValues(need(key, "an object", JsonNode::isObject));
    return inner.map(inner::text);
  }

  Map<String, Double> numbers(String key) {
    JsonValues inner = new JsonValues(need(key, "an object", JsonNode::isObject));
    return inner.map(inner::number);
  }

  Optional<JsonValues> object(String key) {
    return node.has(key)
        ? Optional.of(new JsonValues(need(key, "an object", JsonNode::isObject)))
        : Optional.empty();
  }

  <T> List<T> list(String key, Function<JsonNode, T> element) {
    List<T> list = new ArrayList<>();
    need(key, "a list", JsonNode::isArray).forEach(item -> list.add(element.apply(item)));
    return list;
  }

  private <V> Map<String, V> map(Function<String, V> value) {
    Map<String, V> map = new LinkedHashMap<>();
    node.propertyNames().forEach(name -> map.put(name, value.apply(name)));
    return map;
  }

  private JsonNode need(String key, String kind, Predicate<JsonNode> fits) {
    JsonNode value = node.get(key);
    if (value == null || !fits.test(value)) {
      throw misfit(key, value, kind);
    }
    return value;
  }

  private static double number(String key, JsonNode value) {
    if (value.isNumber()) {
      return value.doubleValue();
    }
    return switch (value.isString() ? value.stringValue() : "") {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> throw misfit(key, value, "a number");
    };
  }

  private static IllegalArgumentException misfit(String key, JsonNode value, String kind) {
    String got = value == null ? "nothing" : value.toString();
    return new IllegalArgumentException("\"" + key + "\": got " + got + "; must be " + kind);
  }
}
