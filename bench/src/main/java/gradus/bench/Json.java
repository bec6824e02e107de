package gradus.bench;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Results as lines of JSON. */
final class Json {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final MathContext DIGITS = new MathContext(5);

  private Json() {}

  /** An object as one line, its fields in order; numbers rounded to 5 digits. */
  static String line(Map<String, ?> fields) {
    Map<String, Object> rounded = new LinkedHashMap<>();
    fields.forEach((name, value) -> rounded.put(name, rounded(value)));
    return MAPPER.writeValueAsString(rounded);
  }

  private static Object rounded(Object value) {
    return switch (value) {
      case null -> null;
      case Double number -> number(number);
      case List<?> list -> list.stream().map(Json::rounded).toList();
      default -> value;
    };
  }

  private static Object number(double value) {
    if (!Double.isFinite(value)) {
      return null;
    }
    return Math.abs(value) >= 1e5 && Math.abs(value) < 1e15
        ? Math.round(value)
        : (Object) new BigDecimal(value).round(DIGITS).doubleValue();
  }

  /**
   * A line as an object.
   *
   * @throws IllegalArgumentException if it is not JSON
   */
  static JsonNode read(String line) {
    try {
      return MAPPER.readTree(line);
    } catch (tools.jackson.core.JacksonException problem) {
      throw new IllegalArgumentException("not a line of JSON: " + line, problem);
    }
  }
}
