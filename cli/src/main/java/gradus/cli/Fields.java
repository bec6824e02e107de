package gradus.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/** Fields of a JSON object, in the order they are added. */
final class Fields {
  private Fields() {}

  /** Name, value, name, value… */
  static Map<String, Object> of(Object... namesAndValues) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return fields;
  }
}
