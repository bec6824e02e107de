package gradus.health.heal.remedy;

import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Piece;
import gradus.health.heal.edit.Remedy;
import java.util.ArrayList;
import java.util.List;

/** Undoes what keeps a network from learning on purpose: dropout, noise, penalties, clipping. */
record LessNoise() implements Remedy {
  private static final double MUCH = 0.5;

  @Override
  public String name() {
    return "less_regularization";
  }

  @Override
  public String sentence() {
    return "Less stands in the way of learning the training data.";
  }

  @Override
  public List<Draft> prescribe(Patient patient) {
    List<Draft> drafts = new ArrayList<>();
    drafts.add(withoutNoise(patient));
    drafts.add(patient.draft().by(name()).set(null, sentence(), "penalties"));
    drafts.add(patient.draft().by(name()).set(null, sentence(), "clip"));
    String optimizer = RateTimes.optimizer(patient.draft());
    drafts.add(patient.draft().by(name()).set(null, sentence(), "optimizer", optimizer, "decay"));
    return drafts;
  }

  private Draft withoutNoise(Patient patient) {
    Draft draft = patient.draft().by(name());
    for (Piece piece : draft.pieces().reversed()) {
      boolean drops =
          piece.kind().endsWith("dropout")
              && piece.settings().get("rate") instanceof Number rate
              && rate.doubleValue() > MUCH;
      if (drops || piece.kind().equals("gaussian_noise")) {
        draft.remove(piece, sentence());
      }
    }
    return draft;
  }
}
