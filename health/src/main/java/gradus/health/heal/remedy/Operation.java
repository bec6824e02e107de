package gradus.health.heal.remedy;

import gradus.health.Symptom;
import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Remedy;
import java.util.List;
import java.util.Set;

/** An operation on learned weights that leaves what the network answers as it is. */
record Operation(String name, String sentence, Set<Symptom> symptoms) implements Remedy {
  @Override
  public List<Draft> prescribe(Patient patient) {
    return symptoms.contains(patient.finding().symptom())
        ? List.of(patient.draft().by(name).operate(sentence))
        : List.of();
  }
}
