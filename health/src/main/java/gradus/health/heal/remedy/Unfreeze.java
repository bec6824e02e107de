package gradus.health.heal.remedy;

import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Remedy;
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
    GroupSettings.drop(draft, Unfreeze::holdsBack, sentence());
    if (draft.get("init", "transfer", "freeze").isPresent()) {
      draft.set(null, sentence(), "init", "transfer", "freeze");
    }
    return List.of(draft);
  }

  private static boolean holdsBack(Map<?, ?> settings) {
    return Boolean.TRUE.equals(settings.get("frozen")) || GroupSettings.rate(settings) < SLOW;
  }
}
