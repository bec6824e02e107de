package gradus.health.heal.remedy;

import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Remedy;
import java.util.List;
import java.util.OptionalInt;

/**
 * As many epochs as the run needed to answer held-out examples best: early stopping after the fact
 * (Prechelt 1998), where a fixed length is wanted.
 */
record ShorterTraining() implements Remedy {
  @Override
  public String name() {
    return "shorter_training";
  }

  @Override
  public String sentence() {
    return "Training ends where held-out examples were answered best.";
  }

  @Override
  public List<Draft> prescribe(Patient patient) {
    OptionalInt best = patient.facts().bestEpoch();
    int epochs = patient.draft().file().train().epochs();
    return best.isPresent() && best.getAsInt() < epochs
        ? List.of(
            patient.draft().by(name()).set((long) best.getAsInt(), sentence(), "train", "epochs"))
        : List.of();
  }
}
