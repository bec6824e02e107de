package gradus.health.heal.remedy;

import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Piece;
import gradus.health.heal.edit.Remedy;
import java.util.List;

/**
 * Hidden layers of another width: smaller, or, where they are narrower than the least width, as
 * wide as the widest hidden layer.
 *
 * @param factor what widths are multiplied by
 * @param least the width that is left
 */
record OtherWidth(String name, String sentence, double factor, int least) implements Remedy {
  @Override
  public List<Draft> prescribe(Patient patient) {
    Draft draft = patient.draft().by(name);
    boolean shrinks = factor < 1;
    for (String setting : List.of("units", "filters")) {
      long widest =
          draft.hidden().stream().mapToLong(piece -> width(piece, setting)).max().orElse(0);
      for (Piece piece : draft.hidden()) {
        long now = width(piece, setting);
        long changed = Math.max(least, shrinks ? Math.round(now * factor) : widest);
        if (now > 0 && (shrinks ? changed < now : now < least)) {
          draft.give(piece, setting, changed, sentence);
        }
      }
    }
    return List.of(draft);
  }

  private static long width(Piece piece, String setting) {
    return piece.settings().get(setting) instanceof Number number ? number.longValue() : 0;
  }
}
