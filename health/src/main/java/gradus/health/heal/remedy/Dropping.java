package gradus.health.heal.remedy;

import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Forms;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Piece;
import gradus.health.heal.edit.Remedy;
import java.util.List;
import java.util.Optional;

/** Drops half of what the last layer reads (Srivastava et al. 2014). */
record Dropping() implements Remedy {
  private static final double SHARE = 0.5;

  @Override
  public String name() {
    return "dropout";
  }

  @Override
  public String sentence() {
    return "Half of what the last layer reads is dropped in each step.";
  }

  @Override
  public List<Draft> prescribe(Patient patient) {
    Draft draft = patient.draft().by(name());
    Optional<Piece> head = draft.head();
    boolean drops = draft.pieces().stream().anyMatch(piece -> piece.kind().endsWith("dropout"));
    if (drops || head.isEmpty() || head.get().index() == 0) {
      return List.of();
    }
    Piece at = head.get();
    draft.insert(
        at.list(), at.index(), at.where(), Forms.thing("dropout", "rate", SHARE), sentence());
    return List.of(draft);
  }
}
