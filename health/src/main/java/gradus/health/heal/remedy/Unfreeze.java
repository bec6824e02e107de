package gradus.health.heal.remedy;

import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Forms;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Remedy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All parameters learn: no group is frozen or has next to no rate. */
record Unfreeze() implements Remedy {
  private static final double SLOW = 0.1;

  @Override
  public String name() {
    return "unfreeze";
  }

  @Override
  public String sentence() {
    return "All parameters learn.";
  }

  @Override
  public List<Draft> prescribe(Patient patient) {
    Draft draft = patient.draft().by(name());
    if (draft.get("groups").orElse(null) instanceof List<?> groups) {
      List<Object> kept = new ArrayList<>(groups);
      kept.removeIf(Unfreeze::holdsBack);
      if (kept.size() < groups.size()) {
        draft.set(kept.isEmpty() ? null : kept, sentence(), "groups");
      }
    }
    if (draft.get("init", "transfer", "freeze").isPresent()) {
      draft.set(null, sentence(), "init", "transfer", "freeze");
    }
    return List.of(draft);
  }

  private static boolean holdsBack(Object group) {
    if (!(group instanceof Map<?, ?> map)
        || !(map.get(Forms.name(map)) instanceof Map<?, ?> settings)) {
      return false;
    }
    return Boolean.TRUE.equals(settings.get("frozen"))
        || settings.get("rate") instanceof Number rate && rate.doubleValue() < SLOW;
  }
}
