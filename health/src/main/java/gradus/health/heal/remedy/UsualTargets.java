package gradus.health.heal.remedy;

import gradus.health.heal.edit.Draft;
import gradus.train.data.DataSplit;
import gradus.train.data.Targets;
import gradus.train.data.Values;

/** Values to learn with mean 0 and variance 1, as suits a linear head. */
final class UsualTargets {
  private UsualTargets() {}

  /** Beyond this size, or below its inverse, values are far from what a network starts with. */
  private static final double FAR = 5;

  /**
   * Sets how values to learn are scaled, if the run says so or they are far from size 1; a known
   * set has its usual way.
   */
  static void set(Draft draft, DataSplit split, String why) {
    boolean said = draft.get("data", "normalize_targets").isPresent();
    if (draft.get("data", "set").isPresent()) {
      draft.set(null, why, "data", "normalize_targets");
    } else if (!draft.get("data", "csv", "standardize_targets").orElse(false).equals(true)
        && (said || isFar(split.train().targets()))) {
      draft.set("standardize", why, "data", "normalize_targets");
    }
  }

  private static boolean isFar(Targets targets) {
    if (!(targets instanceof Values values)) {
      return false;
    }
    double square = 0;
    float[] numbers = values.toArray();
    for (float number : numbers) {
      square += (double) number * number / numbers.length;
    }
    return square > FAR * FAR || square > 0 && square < 1 / (FAR * FAR);
  }
}
