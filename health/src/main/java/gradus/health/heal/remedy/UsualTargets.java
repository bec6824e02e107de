package gradus.health.heal.remedy;

import gradus.health.heal.edit.Draft;

/** Values to learn with mean 0 and variance 1, as suits a linear head. */
final class UsualTargets {
  private UsualTargets() {}

  /** Sets how values to learn are scaled, if the run says so; a known set has its usual way. */
  static void set(Draft draft, String why) {
    if (draft.get("data", "normalize_targets").isEmpty()) {
      return;
    }
    if (draft.get("data", "set").isPresent()) {
      draft.set(null, why, "data", "normalize_targets");
    } else if (!draft.get("data", "csv", "standardize_targets").orElse(false).equals(true)) {
      draft.set("standardize", why, "data", "normalize_targets");
    }
  }
}
