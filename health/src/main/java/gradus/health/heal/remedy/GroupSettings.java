package gradus.health.heal.remedy;

import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Forms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The groups of parameters in a draft, by their settings. */
final class GroupSettings {
  private GroupSettings() {}

  /** Whether any group is such. */
  static boolean any(Draft draft, Predicate<Map<?, ?>> such) {
    return groups(draft).stream().anyMatch(group -> is(group, such));
  }

  /** Takes such groups away. */
  static void drop(Draft draft, Predicate<Map<?, ?>> such, String why) {
    List<Object> kept = new ArrayList<>(groups(draft));
    if (kept.removeIf(group -> is(group, such))) {
      draft.set(kept.isEmpty() ? null : kept, why, "groups");
    }
  }

  /** The part of the rate that a group has; 1 unless said. */
  static double rate(Map<?, ?> settings) {
    return settings.get("rate") instanceof Number rate ? rate.doubleValue() : 1;
  }

  private static List<?> groups(Draft draft) {
    return draft.get("groups").orElse(null) instanceof List<?> groups ? groups : List.of();
  }

  private static boolean is(Object group, Predicate<Map<?, ?>> such) {
    return group instanceof Map<?, ?> map
        && map.get(Forms.name(map)) instanceof Map<?, ?> settings
        && such.test(settings);
  }
}
