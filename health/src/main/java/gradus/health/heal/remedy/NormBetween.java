package gradus.health.heal.remedy;

import gradus.health.Symptom;
import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Forms;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Piece;
import gradus.health.heal.edit.Remedy;
import java.util.List;

/**
 * A norm between each hidden layer and its activation. Never for a deep plain net whose gradient
 * explodes or vanishes: batch norm with ReLU multiplies the gradient by 1.21 a layer by itself
 * (Yang et al. 2019).
 *
 * @param kind {@code batch_norm} or {@code layer_norm}
 */
record NormBetween(String name, String sentence, String kind) implements Remedy {
  private static final int DEEP = 10;

  @Override
  public List<Draft> prescribe(Patient patient) {
    Draft draft = patient.draft().by(name);
    Symptom symptom = patient.finding().symptom();
    boolean flow = symptom == Symptom.VANISHING || symptom == Symptom.EXPLODING;
    boolean plain = draft.pieces().stream().noneMatch(piece -> piece.kind().equals("residual"));
    boolean normed = draft.pieces().stream().anyMatch(piece -> piece.kind().endsWith("_norm"));
    if (normed || flow && plain && kind.equals("batch_norm") && draft.hidden().size() >= DEEP) {
      return List.of();
    }
    for (Piece piece : draft.hidden().reversed()) {
      Object activation = piece.settings().get("activation");
      int after = piece.index() + 1;
      if (activation != null) {
        draft.give(piece, "activation", null, "it follows the norm");
        draft.insert(
            piece.list(), after, piece.where(), Forms.thing(Forms.name(activation)), sentence);
      }
      draft.insert(piece.list(), after, piece.where(), Forms.thing(kind), sentence);
    }
    return List.of(draft);
  }
}
