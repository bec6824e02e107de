package gradus.health.heal.remedy;

import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Piece;
import gradus.health.heal.edit.Remedy;
import java.util.List;

/**
 * Hidden layers of another width.
 *
 * @param factor what widths are multiplied by
 * @param least the width that is left
 */
record OtherWidth(String name, String sentence, double factor, int least) implements Remedy {
  @Override
  public List<Draft> prescribe(Patient patient) {
    Draft draft = patient.draft().by(name);
    for (Piece piece : draft.hidden()) {
      for (String width : List.of("units", "filters")) {
        if (piece.settings().get(width) instanceof Number now) {
          long changed = Math.max(least, Math.round(now.longValue() * factor));
          boolean shrinks = factor < 1;
          if (shrinks ? changed < now.longValue() : now.longValue() < least) {
            draft.give(piece, width, changed, sentence);
          }
        }
      }
    }
    return List.of(draft);
  }
}
