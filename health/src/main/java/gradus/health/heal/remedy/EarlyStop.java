package gradus.health.heal.remedy;

import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Remedy;
import java.util.List;

/** Ends the training when held-out data are not answered better any more. */
record EarlyStop() implements Remedy {
  private static final int PATIENCE = 3;

  @Override
  public String name() {
    return "early_stopping";
  }

  @Override
  public String sentence() {
    return "Training ends after 3 validations without progress.";
  }

  @Override
  public List<Draft> prescribe(Patient patient) {
    return List.of(
        patient.draft().by(name()).set((long) PATIENCE, sentence(), "train", "stop", "patience"));
  }
}
