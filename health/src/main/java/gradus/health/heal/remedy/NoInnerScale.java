package gradus.health.heal.remedy;

import gradus.health.Symptom;
import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Piece;
import gradus.health.heal.edit.Remedy;
import java.util.List;

/**
 * Takes fixed factors and offsets inside the network away; where numbers are not finite also what
 * multiplies a signal by itself, for squares of squares overflow soon.
 */
record NoInnerScale() implements Remedy {
  @Override
  public String name() {
    return "drop_rescale";
  }

  @Override
  public String sentence() {
    return "No fixed factor or offset stands between layers.";
  }

  @Override
  public List<Draft> prescribe(Patient patient) {
    Draft draft = patient.draft().by(name());
    boolean overflows = patient.finding().symptom() == Symptom.NON_FINITE;
    for (Piece piece : draft.pieces().reversed()) {
      if (piece.scales()) {
        draft.remove(piece, sentence());
      } else if (overflows && piece.squares()) {
        draft.remove(piece, "No signal is multiplied by itself.");
      }
    }
    return List.of(draft);
  }
}
