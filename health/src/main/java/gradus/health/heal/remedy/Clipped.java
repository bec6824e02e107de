package gradus.health.heal.remedy;

import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Forms;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Remedy;
import java.util.List;
import java.util.Map;

/** Limits gradients in place of what limits them now. */
record Clipped(String name, String sentence, Map<String, Object> clip) implements Remedy {
  /** All together no longer than 1 (Pascanu et al. 2013). */
  static Remedy globally() {
    return new Clipped(
        "clip_global_norm",
        "All gradients together are no longer than 1, their direction kept.",
        Forms.thing("global_norm", "limit", 1.0));
  }

  /** By the size of the weights (Brock et al. 2021). */
  static Remedy adaptively() {
    return new Clipped(
        "clip_adaptive",
        "The gradient of each unit is no longer than a hundredth of its weights.",
        Forms.thing("adaptive", "share", 0.01));
  }

  @Override
  public List<Draft> prescribe(Patient patient) {
    return List.of(patient.draft().by(name).set(clip, sentence, "clip"));
  }
}
