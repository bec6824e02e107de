package gradus.train.log;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/**
 * Writes the fields of one JSON object, one after another. JSON has no NaN and no infinity: such
 * numbers become the strings {@code "NaN"}, {@code "Infinity"} and {@code "-Infinity"}. What was
 * not measured is left out.
 */
final class JsonFields {
  private final JsonGenerator json;

  private JsonFields(JsonGenerator json) {
    this.json = json;
  }

  /** Writes one object. */
  static void write(JsonGenerator json, Consumer<JsonFields> fill) {
    json.writeStartObject();
    fill.accept(new JsonFields(json));
    json.writeEndObject();
  }

  JsonFields text(String key, String value) {
    json.writeName(key);
    json.writeString(value);
    return this;
  }

  JsonFields whole(String key, long value) {
    json.writeName(key);
    json.writeNumber(value);
    return this;
  }

  JsonFields truth(String key, boolean value) {
    json.writeName(key);
    json.writeBoolean(value);
    return this;
  }

  JsonFields number(String key, double value) {
    json.writeName(key);
    if (Double.isFinite(value)) {
      json.writeNumber(value);
    } else {
      json.writeString(Double.toString(value));
    }
    return this;
  }

  JsonFields number(String key, OptionalDouble value) {
    return value.isPresent() ? number(key, value.getAsDouble()) : this;
  }

  JsonFields texts(String key, Map<String, String> map) {
    return object(key, inner -> map.forEach(inner::text));
  }

  JsonFields numbers(String key, Map<String, Double> map) {
    return object(key, inner -> map.forEach((name, value) -> inner.number(name, (double) value)));
  }

  JsonFields object(String key, Consumer<JsonFields> fill) {
    json.writeName(key);
    json.writeStartObject();
    fill.accept(this);
    json.writeEndObject();
    return this;
  }

  <T> JsonFields objects(String key, List<T> items, BiConsumer<JsonFields, T> fill) {
    return array(
        key,
        items,
        item -> {
          json.writeStartObject();
          fill.accept(this, item);
          json.writeEndObject();
        });
  }

  JsonFields wholes(String key, List<Integer> numbers) {
    return array(key, numbers, number -> json.writeNumber((int) number));
  }

  JsonFields numbers(String key, List<Double> numbers) {
    return array(key, numbers, number -> json.writeNumber((double) number));
  }

  JsonFields texts(String key, List<String> texts) {
    return array(key, texts, json::writeString);
  }

  JsonFields table(String key, List<List<Long>> rows) {
    return array(
        key,
        rows,
        row -> {
          json.writeStartArray();
          row.forEach(number -> json.writeNumber((long) number));
          json.writeEndArray();
        });
  }

  private <T> JsonFields array(String key, List<T> items, Consumer<T> write) {
    json.writeName(key);
    json.writeStartArray();
    items.forEach(write);
    json.writeEndArray();
    return this;
  }
}
