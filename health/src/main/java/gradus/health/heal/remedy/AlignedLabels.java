package gradus.health.heal.remedy;

import gradus.health.detect.ContradictoryData;
import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Remedy;
import java.util.List;
import java.util.Optional;

/**
 * Takes labels from the rows that they belong to: where a finding says how far they slipped, so far
 * from where they are taken now, else from their own rows.
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
    Optional<Long> slipped =
        patient.finding().evidence().stream()
            .filter(evidence -> evidence.name().equals(ContradictoryData.SHIFT))
            .map(evidence -> (long) evidence.value())
            .findFirst();
    long now = (long) patient.draft().number(0, "data", "label_shift");
    long shift = slipped.map(more -> now + more).orElse(0L);
    Long aligned = shift == 0 ? null : shift;
    return List.of(patient.draft().by(name()).set(aligned, sentence(), "data", "label_shift"));
  }
}
