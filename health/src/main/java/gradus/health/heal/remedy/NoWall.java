package gradus.health.heal.remedy;

import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Piece;
import gradus.health.heal.edit.Remedy;
import java.util.List;

/** Takes away the norm that a finding names, where it puts out zeros whatever comes in. */
record NoWall() implements Remedy {
  @Override
  public String name() {
    return "drop_norm";
  }

  @Override
  public String sentence() {
    return "No norm over a single number stands in the way.";
  }

  @Override
  public List<Draft> prescribe(Patient patient) {
    if (!patient.finding().remedies().contains(name())) {
      return List.of();
    }
    Draft draft = patient.draft().by(name());
    for (Piece piece : draft.pieces().reversed()) {
      if (piece.isOf(patient.finding().layer()) && piece.kind().endsWith("_norm")) {
        draft.remove(piece, sentence());
      }
    }
    return List.of(draft);
  }
}
