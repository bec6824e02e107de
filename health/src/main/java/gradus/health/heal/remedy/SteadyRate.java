package gradus.health.heal.remedy;

import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Remedy;
import java.util.List;

/** Takes the schedule away. */
record SteadyRate() implements Remedy {
  @Override
  public String name() {
    return "steady_rate";
  }

  @Override
  public String sentence() {
    return "The rate stays the same in all steps.";
  }

  @Override
  public List<Draft> prescribe(Patient patient) {
    return List.of(patient.draft().by(name()).set(null, sentence(), "schedule"));
  }
}
