package gradus.health.heal.remedy;

import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Forms;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Remedy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Takes groups of parameters away that learn many times faster than the others. */
record EvenRates() implements Remedy {
  private static final double FAST = 9;

  @Override
  public String name() {
    return "even_rates";
  }

  @Override
  public String sentence() {
    return "No parameters learn many times faster than the others.";
  }

  @Override
  public List<Draft> prescribe(Patient patient) {
    Draft draft = patient.draft().by(name());
    if (draft.get("groups").orElse(null) instanceof List<?> groups) {
      List<Object> kept = new ArrayList<>(groups);
      kept.removeIf(EvenRates::hurries);
      if (kept.size() < groups.size()) {
        draft.set(kept.isEmpty() ? null : kept, sentence(), "groups");
      }
    }
    return List.of(draft);
  }

  /** Whether a run has such a group. */
  static boolean isNeeded(Draft draft) {
    return draft.get("groups").orElse(null) instanceof List<?> groups
        && groups.stream().anyMatch(EvenRates::hurries);
  }

  private static boolean hurries(Object group) {
    return group instanceof Map<?, ?> map
        && map.get(Forms.name(map)) instanceof Map<?, ?> settings
        && settings.get("rate") instanceof Number rate
        && rate.doubleValue() > FAST;
  }
}
