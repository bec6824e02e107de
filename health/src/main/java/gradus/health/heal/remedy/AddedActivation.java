package gradus.health.heal.remedy;

import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Forms;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Piece;
import gradus.health.heal.edit.Remedy;
import java.util.List;

/** Gives hidden layers a ReLU where no layer of the network has an activation. */
record AddedActivation() implements Remedy {
  @Override
  public String name() {
    return "add_activation";
  }

  @Override
  public String sentence() {
    return "An activation bends what layers draw; without any, all of them are one.";
  }

  @Override
  public List<Draft> prescribe(Patient patient) {
    Draft draft = patient.draft().by(name());
    List<Piece> after = Following.afterHead(draft);
    Piece head = draft.head().orElse(null);
    boolean bent =
        draft.pieces().stream()
            .anyMatch(piece -> !piece.equals(head) && !after.contains(piece) && bends(piece));
    if (!patient.finding().remedies().contains(name()) || bent) {
      return List.of();
    }
    for (Piece piece : draft.hidden()) {
      if (piece.weighted()) {
        draft.give(piece, "activation", "relu", sentence());
      }
    }
    return List.of(draft);
  }

  private static boolean bends(Piece piece) {
    return piece.activation() || !Forms.name(piece.settings().get("activation")).isEmpty();
  }
}
