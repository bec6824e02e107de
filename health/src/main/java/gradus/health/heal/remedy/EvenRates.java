package gradus.health.heal.remedy;

import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Remedy;
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
    GroupSettings.drop(draft, EvenRates::hurries, sentence());
    return List.of(draft);
  }

  /** Whether a run has such a group. */
  static boolean isNeeded(Draft draft) {
    return GroupSettings.any(draft, EvenRates::hurries);
  }

  private static boolean hurries(Map<?, ?> settings) {
    return GroupSettings.rate(settings) > FAST;
  }
}
