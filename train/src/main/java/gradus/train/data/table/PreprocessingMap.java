package gradus.train.data.table;

import gradus.train.data.DataException;
import gradus.train.data.Imputation;
import gradus.train.data.Normalization;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A preprocessing as plain maps and lists, and back. */
final class PreprocessingMap {
  private PreprocessingMap() {}

  static Map<String, Object> write(Preprocessing preprocessing) {
    List<Object> features = new ArrayList<>();
    for (FeatureRule rule : preprocessing.features()) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("column", rule.column());
      switch (rule) {
        case NumericRule numeric -> {
          map.put("kind", "numeric");
          map.put("mean", numeric.mean());
          map.put("deviation", numeric.deviation());
          if (!Double.isNaN(numeric.fill())) {
            map.put("fill", numeric.fill());
          }
          if (!numeric.far().isNone()) {
            map.put("far", numeric.far().toMap());
          }
        }
        case CategoricalRule categorical -> {
          map.put("kind", "categorical");
          map.put("categories", categorical.categories());
          map.put("fill", categorical.fill());
        }
      }
      features.add(map);
    }
    Map<String, Object> target = new LinkedHashMap<>();
    switch (preprocessing.target()) {
      case TargetRule.Classes(String column, List<String> classes) -> {
        target.put("column", column);
        target.put("classes", classes);
      }
      case TargetRule.Numbers(List<String> columns, Normalization normalization) -> {
        target.put("columns", columns);
        target.put("normalization", normalization.toMap());
      }
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("features", features);
    all.put("target", target);
    return all;
  }

  static Preprocessing read(Map<String, ?> map) {
    List<FeatureRule> rules = new ArrayList<>();
    for (Object feature : list(map, "features")) {
      rules.add(rule(map(feature, "features")));
    }
    Map<?, ?> target = map(map.get("target"), "target");
    if (target.containsKey("classes")) {
      return new Preprocessing(
          rules, new TargetRule.Classes(text(target, "column"), texts(target, "classes")));
    }
    Map<String, Object> normalization = new LinkedHashMap<>();
    map(target.get("normalization"), "normalization")
        .forEach((key, value) -> normalization.put(String.valueOf(key), value));
    return new Preprocessing(
        rules, new TargetRule.Numbers(texts(target, "columns"), Normalization.from(normalization)));
  }

  private static FeatureRule rule(Map<?, ?> map) {
    String column = text(map, "column");
    return switch (text(map, "kind")) {
      case "numeric" ->
          new NumericRule(
              column,
              number(map, "mean"),
              number(map, "deviation"),
              map.get("fill") == null ? Double.NaN : number(map, "fill"),
              map.get("far") == null
                  ? Imputation.NONE
                  : Imputation.from(map(map.get("far"), "far")));
      case "categorical" ->
          new CategoricalRule(column, texts(map, "categories"), text(map, "fill"));
      case String other ->
          throw new DataException(
              "preprocessing: got kind '" + other + "'; must be numeric or categorical");
    };
  }

  private static Map<?, ?> map(Object value, String key) {
    return value instanceof Map<?, ?> map ? map : refuse(key, "an object");
  }

  private static List<?> list(Map<?, ?> map, String key) {
    return map.get(key) instanceof List<?> list ? list : refuse(key, "a list");
  }

  private static List<String> texts(Map<?, ?> map, String key) {
    return list(map, key).stream().map(String::valueOf).toList();
  }

  private static String text(Map<?, ?> map, String key) {
    return map.get(key) instanceof String text ? text : refuse(key, "a text");
  }

  private static double number(Map<?, ?> map, String key) {
    return map.get(key) instanceof Number number ? number.doubleValue() : refuse(key, "a number");
  }

  private static <T> T refuse(String key, String wanted) {
    throw new DataException(
        "preprocessing: key '" + key + "' is missing or of another kind; must be " + wanted);
  }
}
