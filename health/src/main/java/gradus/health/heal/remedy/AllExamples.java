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
 * it holds out most of them, with about as many updates as before. More examples are the first
 * thing against overfitting.
 */
record AllExamples() implements Remedy {
  @Override
  public String name() {
    return "all_examples";
  }

  @Override
  public String sentence() {
    return "More examples are learned from, in about as many updates.";
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
    if (before.train().epochs() > 0) {
      long epochs = Math.ceilDiv((long) before.train().epochs() * few, many);
      draft.set(epochs, "epochs are longer now", "train", "epochs");
    }
    return List.of(draft);
  }
}
