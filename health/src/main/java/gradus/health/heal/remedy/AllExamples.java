package gradus.health.heal.remedy;

import gradus.health.Symptom;
import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Facts;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Remedy;
import gradus.train.run.RunFile;
import java.util.List;

/**
 * Learns from all examples where the run file leaves some of them out, or from the usual part where
 * it holds out most of them. More examples are the first thing against overfitting. There are as
 * many epochs as before, which take longer, but at most ten times as many updates.
 */
record AllExamples() implements Remedy {
  private static final int LONGER = 10;

  @Override
  public String name() {
    return "all_examples";
  }

  @Override
  public String sentence() {
    return "More examples are learned from; epochs take longer.";
  }

  @Override
  public List<Draft> prescribe(Patient patient) {
    Draft draft = patient.draft().by(name());
    RunFile before = draft.file();
    if (patient.finding().symptom() != Symptom.OVERFITTING) {
      return List.of();
    }
    draft.set(null, sentence(), "data", "limit");
    if (before.data().cuts().validation() > Facts.MOST_HELD_OUT) {
      draft.set(Facts.HELD_OUT, sentence(), "data", "validation");
    }
    if (draft.edits().equals(patient.draft().edits())) {
      return List.of();
    }
    int few = patient.facts().learnedFrom(before);
    int many = patient.facts().learnedFrom(draft.file());
    if (many <= few) {
      return List.of();
    }
    if (before.train().epochs() > 0 && many > LONGER * few) {
      long epochs = Math.ceilDiv((long) before.train().epochs() * LONGER * few, many);
      draft.set(epochs, "epochs are much longer now", "train", "epochs");
    }
    return List.of(draft);
  }
}
