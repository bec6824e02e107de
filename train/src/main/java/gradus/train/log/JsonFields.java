package gradus.train.log;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fills one JSON object. JSON has no NaN and no infinity: such numbers become the strings {@code
 * "NaN"}, {@code "Infinity"} and {@code "-Infinity"}. What was not measured is left out.
 */
final class JsonFields {
  private final ObjectNode node = JsonNodeFactory.instance.objectNode();

  ObjectNode node() {
    return node;
  }

  JsonFields text(String key, String value) {
    node.put(key, value);
    return this;
  }

  JsonFields whole(String key, long value) {
    node.put(key, value);
    return this;
  }

  JsonFields truth(String key, boolean value) {
    node.put(key, value);
    return this;
  }

  JsonFields number(String key, double value) {
    if (Double.isFinite(value)) {
      node.put(key, value);
    } else {
      node.put(key, Double.toString(value));
    }
    return this;
  }

  JsonFields number(String key, OptionalDouble value) {
    return value.isPresent() ? number(key, value.getAsDouble()) : this;
  }

  JsonFields texts(String key, Map<String, String> map) {
    JsonFields inner = new JsonFields();
    map.forEach(inner::text);
    node.set(key, inner.node);
    return this;
  }

  JsonFields numbers(String key, Map<String, Double> map) {
    JsonFields inner = new JsonFields();
    map.forEach((name, value) -> inner.number(name, value.doubleValue()));
    node.set(key, inner.node);
    return this;
  }

  JsonFields objects(String key, List<JsonFields> objects) {
    var array = node.putArray(key);
    objects.forEach(object -> array.add(object.node));
    return this;
  }

  JsonFields object(String key, JsonFields object) {
    node.set(key, object.node);
    return this;
  }

  JsonFields numbers(String key, List<? extends Number> numbers) {
    var array = node.putArray(key);
    for (Number number : numbers) {
      if (number instanceof Integer whole) {
        array.add(whole.intValue());
      } else {
        array.add(number.doubleValue());
      }
    }
    return this;
  }

  JsonFields texts(String key, List<String> texts) {
    var array = node.putArray(key);
    texts.forEach(array::add);
    return this;
  }

  JsonFields table(String key, List<List<Long>> rows) {
    var array = node.putArray(key);
    for (List<Long> row : rows) {
      var inner = array.addArray();
      row.forEach(inner::add);
    }
    return this;
  }
}
