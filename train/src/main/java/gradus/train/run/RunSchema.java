package gradus.train.run;

import gradus.nn.config.Catalog;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Setting.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON schema (draft 2020-12) of a run file, made of the entries that read it: editors complete
 * and check run files by it.
 */
public final class RunSchema {
  private final Map<String, Object> definitions = new LinkedHashMap<>();

  private RunSchema() {}

  /** The schema as indented JSON. */
  public static String json() {
    return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(tree());
  }

  /** The schema as maps, lists and values. */
  public static Map<String, Object> tree() {
    RunSchema schema = new RunSchema();
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    root.put("title", "Gradus run file");
    root.putAll(schema.settings(RunFileEntry.ENTRY));
    root.put("$defs", schema.definitions);
    return root;
  }

  private Map<String, Object> settings(Entry<?> entry) {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (Setting setting : entry.settings()) {
      Map<String, Object> schema = new LinkedHashMap<>(nullable(setting));
      schema.put("description", setting.help());
      if (setting.fallback() != null) {
        schema.put("default", setting.fallback());
      }
      properties.put(setting.name(), schema);
      if (setting.required()) {
        required.add(setting.name());
      }
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("description", entry.help());
    schema.put("type", "object");
    schema.put("properties", properties);
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    schema.put("additionalProperties", false);
    return schema;
  }

  /** A setting that need not be given may also be given as nothing. */
  private Map<String, Object> nullable(Setting setting) {
    Map<String, Object> schema = of(setting.kind());
    return setting.required() ? schema : anyOf(schema, type("null"));
  }

  /** Settings of an entry: all of them, or the value of the first. */
  private Map<String, Object> part(Entry<?> entry) {
    if (entry.settings().isEmpty()) {
      return anyOf(settings(entry), type("null"));
    }
    List<Object> forms = new ArrayList<>();
    forms.add(settings(entry));
    boolean more = entry.settings().stream().skip(1).anyMatch(Setting::required);
    if (!more) {
      forms.add(of(entry.settings().getFirst().kind()));
    }
    if (entry.settings().stream().noneMatch(Setting::required)) {
      forms.add(type("null"));
    }
    return forms.size() == 1 ? settings(entry) : Map.of("anyOf", forms);
  }

  private Map<String, Object> reference(Catalog<?> catalog) {
    String name = catalog.sort().replace(' ', '_');
    if (!definitions.containsKey(name)) {
      definitions.put(name, Map.of());
      definitions.put(name, catalog(catalog));
    }
    return Map.of("$ref", "#/$defs/" + name);
  }

  private Map<String, Object> reference(Catalog<?> catalog, Entry<?> entry) {
    String name = catalog.sort().replace(' ', '_') + "." + entry.name();
    if (!definitions.containsKey(name)) {
      definitions.put(name, Map.of());
      definitions.put(name, part(entry));
    }
    return Map.of("$ref", "#/$defs/" + name);
  }

  private Map<String, Object> catalog(Catalog<?> catalog) {
    List<Object> forms = new ArrayList<>();
    List<String> words = new ArrayList<>();
    for (Entry<?> entry : catalog.entries()) {
      if (entry.settings().stream().noneMatch(Setting::required)) {
        words.add(entry.name());
      }
    }
    if (!words.isEmpty()) {
      forms.add(Map.of("enum", words));
    }
    for (Entry<?> entry : catalog.entries()) {
      Map<String, Object> form = new LinkedHashMap<>();
      form.put("description", entry.help());
      form.put("type", "object");
      form.put("properties", Map.of(entry.name(), reference(catalog, entry)));
      form.put("required", List.of(entry.name()));
      form.put("additionalProperties", false);
      forms.add(form);
    }
    return Map.of("anyOf", forms);
  }

  /** Entries of a catalog by name, each with its settings. */
  private Map<String, Object> byName(Catalog<?> catalog) {
    Map<String, Object> properties = new LinkedHashMap<>();
    catalog.entries().forEach(entry -> properties.put(entry.name(), reference(catalog, entry)));
    return Map.of("type", "object", "properties", properties, "additionalProperties", false);
  }

  private Map<String, Object> of(Kind kind) {
    return switch (kind) {
      case Kind.Whole k -> whole(k.low());
      case Kind.Number k -> number(k.low(), k.high());
      case Kind.Flag _ -> type("boolean");
      case Kind.Text _ -> Map.of("type", List.of("string", "number", "boolean"));
      case Kind.Choice k -> Map.of("enum", k.words());
      case Kind.Wholes k -> oneOrMore(whole(k.low()));
      case Kind.Numbers _ -> oneOrMore(type("number"));
      case Kind.One k -> reference(k.catalog().get());
      case Kind.Many k -> many(k.catalog().get());
      case Kind.Branches k -> list(many(k.catalog().get()));
      case Kind.NumberMap _ -> Map.of("type", "object", "additionalProperties", type("number"));
      case Kind.WordOrWholes k -> anyOf(Map.of("enum", k.words()), oneOrMore(whole(k.low())));
      case Kind.Texts _ -> oneOrMore(Map.of("type", List.of("string", "number", "boolean")));
      case Kind.Parts k -> list(settings(k.entry().get()));
      case Kind.Part k -> part(k.entry().get());
      case Kind.Array _ -> {
        definitions.put("array", anyOf(type("number"), list(Map.of("$ref", "#/$defs/array"))));
        yield Map.of("$ref", "#/$defs/array");
      }
    };
  }

  private Map<String, Object> many(Catalog<?> catalog) {
    Map<String, Object> one = reference(catalog);
    String name = catalog.sort().replace(' ', '_') + "_by_name";
    if (!definitions.containsKey(name)) {
      definitions.put(name, Map.of());
      definitions.put(name, byName(catalog));
    }
    return Map.of("anyOf", List.of(list(one), one, Map.of("$ref", "#/$defs/" + name)));
  }

  private static Map<String, Object> oneOrMore(Map<String, Object> item) {
    return anyOf(item, list(item));
  }

  private static Map<String, Object> list(Map<String, Object> item) {
    return Map.of("type", "array", "items", item);
  }

  private static Map<String, Object> anyOf(Map<String, Object> a, Map<String, Object> b) {
    return Map.of("anyOf", List.of(a, b));
  }

  private static Map<String, Object> type(String name) {
    return Map.of("type", name);
  }

  private static Map<String, Object> whole(long low) {
    return low == Long.MIN_VALUE ? type("integer") : with(type("integer"), "minimum", low);
  }

  /** JSON knows no infinity: such a bound is left out. */
  private static Map<String, Object> number(double low, double high) {
    Map<String, Object> schema = type("number");
    schema = Double.isInfinite(low) ? schema : with(schema, "minimum", low);
    return Double.isInfinite(high) ? schema : with(schema, "maximum", high);
  }

  private static Map<String, Object> with(Map<String, Object> schema, String key, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(schema);
    more.put(key, value);
    return more;
  }
}
