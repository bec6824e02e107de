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
    root.forEach((key, value) -> text.append(section(key, value)));
    return text.toString();
  }

  /** A part of the root in lines. */
  static String section(String key, Object value) {
    Object plain = plain(value);
    StringBuilder text = new StringBuilder(key).append(':');
    if (plain instanceof List<?> list && list.stream().anyMatch(i -> !(i instanceof Number))) {
      list.forEach(item -> text.append("\n  - ").append(flow(item)));
    } else {
      text.append(' ').append(flow(plain));
    }
    return text.append('\n').toString();
  }

  /** A value in one line, lists and maps in brackets and braces. */
  static String flow(Object value) {
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
  static Object plain(Object value) {
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
