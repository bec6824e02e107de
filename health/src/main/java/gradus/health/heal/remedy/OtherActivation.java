package gradus.health.heal.remedy;

import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Forms;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Piece;
import gradus.health.heal.edit.Remedy;
import java.util.List;
import java.util.Set;

/**
 * Another activation in the hidden layers, and weights that fit it where others were given.
 *
 * @param from which activations are replaced
 * @param to what stands in for them
 */
record OtherActivation(String name, String sentence, Set<String> from, String to)
    implements Remedy {
  @Override
  public List<Draft> prescribe(Patient patient) {
    Draft draft = patient.draft().by(name);
    Piece head = draft.head().orElse(null);
    List<Piece> after = Following.afterHead(draft);
    for (Piece piece : draft.pieces()) {
      boolean own = from.contains(Forms.name(piece.settings().get("activation")));
      boolean alone = piece.activation() && from.contains(piece.kind());
      if (piece.equals(head) || after.contains(piece) || piece.recurrent()) {
        continue;
      }
      if (own) {
        draft.give(piece, "activation", to, sentence);
        if (piece.weighted() && piece.settings().get("initializer") != null) {
          draft.give(piece, "initializer", null, "the weights fit the other activation");
        }
      } else if (alone) {
        draft.replace(piece, Forms.thing(to), sentence);
      }
    }
    return List.of(draft);
  }
}
