package gradus.health.heal.remedy;

import gradus.health.detect.ContradictoryData;
import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Remedy;
import java.util.List;

/** Takes labels from the rows that they belong to, where a finding says how far they slipped. */
record AlignedLabels() implements Remedy {
  @Override
  public String name() {
    return "align_labels";
  }

  @Override
  public String sentence() {
    return "Labels are taken from the rows that they belong to.";
  }

  @Override
  public List<Draft> prescribe(Patient patient) {
    long shift =
        patient.finding().evidence().stream()
            .filter(evidence -> evidence.name().equals(ContradictoryData.SHIFT))
            .mapToLong(evidence -> (long) evidence.value())
            .findFirst()
            .orElse(0);
    return shift == 0
        ? List.of()
        : List.of(patient.draft().by(name()).set(shift, sentence(), "data", "label_shift"));
  }
}
