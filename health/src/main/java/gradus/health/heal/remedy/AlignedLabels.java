package gradus.health.heal.remedy;

import gradus.health.detect.ContradictoryData;
import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Remedy;
import java.util.List;

/**
 * Takes labels from the rows that they belong to: where a finding says how far they slipped, from
 * there, else from their own rows.
 */
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
    Long aligned = shift == 0 ? null : shift;
    return List.of(patient.draft().by(name()).set(aligned, sentence(), "data", "label_shift"));
  }
}
