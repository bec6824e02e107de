package gradus.train.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Maps, lists and values as YAML text: the root in lines, small things in braces. */
final class YamlText {
  private static final double EXACT = 1e15;

  private YamlText() {}

  static String of(Map<String, Object> root) {
    StringBuilder text = new StringBuilder();
    root.forEach((key, value) -> section(key, value, text));
    return text.toString();
  }

  private static void section(String key, Object value, StringBuilder text) {
    Object plain = plain(value);
    if (plain instanceof List<?> list && list.stream().anyMatch(i -> !(i instanceof Number))) {
      text.append(key).append(":\n");
      list.forEach(item -> text.append("  - ").append(flow(item)).append('\n'));
    } else {
      text.append(key).append(": ").append(flow(plain)).append('\n');
    }
  }

  private static String flow(Object value) {
    DumpSettings settings =
        DumpSettings.builder()
            .setSchema(new CoreSchema())
            .setDefaultFlowStyle(FlowStyle.FLOW)
            .setDereferenceAliases(true)
            .setWidth(Integer.MAX_VALUE)
            .setSplitLines(false)
            .build();
    return new Dump(settings).dumpToString(value).strip();
  }

  /** Whole numbers without a fraction, so that 5.0 is written 5. */
  private static Object plain(Object value) {
    return switch (value) {
      case Double number when number == Math.rint(number) && Math.abs(number) < EXACT ->
          number.longValue();
      case List<?> list -> list.stream().map(YamlText::plain).toList();
      case Map<?, ?> map -> {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, inner) -> copy.put(String.valueOf(key), plain(inner)));
        yield copy;
      }
      default -> value;
    };
  }
}
