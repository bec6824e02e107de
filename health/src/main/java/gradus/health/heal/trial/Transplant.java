package gradus.health.heal.trial;

import gradus.core.ir.Data;
import gradus.nn.ParameterSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which parameters of a changed model are those of the model before it: the longest sequence of
 * equal last names and shapes, in order. So a layer that moved into a residual keeps its weights.
 */
public final class Transplant {
  private Transplant() {}

  /** Names after the change to names before it; new ways past a layer have none. */
  public static Map<String, String> names(List<ParameterSpec> before, List<ParameterSpec> changed) {
    Set<String> known = before.stream().map(ParameterSpec::name).collect(Collectors.toSet());
    List<ParameterSpec> after =
        changed.stream()
            .filter(spec -> known.contains(spec.name()) || !spec.name().contains(".shortcut."))
            .toList();
    int[][] common = new int[before.size() + 1][after.size() + 1];
    for (int i = before.size() - 1; i >= 0; i--) {
      for (int j = after.size() - 1; j >= 0; j--) {
        common[i][j] =
            isSame(before.get(i), after.get(j))
                ? 1 + common[i + 1][j + 1]
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    Map<String, String> names = new LinkedHashMap<>();
    int i = 0;
    int j = 0;
    while (i < before.size() && j < after.size()) {
      if (isSame(before.get(i), after.get(j))) {
        names.put(after.get(j++).name(), before.get(i++).name());
      } else if (common[i + 1][j] >= common[i][j + 1]) {
        i++;
      } else {
        j++;
      }
    }
    return names;
  }

  private static boolean isSame(ParameterSpec one, ParameterSpec other) {
    return one.shape().equals(other.shape()) && last(one.name()).equals(last(other.name()));
  }

  private static String last(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /**
   * Values under their names after the change.
   *
   * @param values by names before it, with {@code value:} in front
   */
  public static Map<String, Data> moved(
      List<ParameterSpec> before, List<ParameterSpec> after, Map<String, Data> values) {
    Map<String, Data> moved = new LinkedHashMap<>();
    names(before, after)
        .forEach(
            (now, then) -> {
              Data data = values.get("value:" + then);
              if (data != null) {
                moved.put("value:" + now, data);
              }
            });
    return moved;
  }
}
