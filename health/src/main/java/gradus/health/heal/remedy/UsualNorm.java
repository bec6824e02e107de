package gradus.health.heal.remedy;

import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Piece;
import gradus.health.heal.edit.Remedy;
import java.util.List;

/**
 * Norms add a number to the variance, or to the sum of squares, again, so that a constant is not
 * divided by 0.
 */
record UsualNorm() implements Remedy {
  private static final double SMALL = 1e-12;

  @Override
  public String name() {
    return "norm_default";
  }

  @Override
  public String sentence() {
    return "The norm divides by no number that may be 0.";
  }

  @Override
  public List<Draft> prescribe(Patient patient) {
    Draft draft = patient.draft().by(name());
    for (Piece piece : draft.pieces()) {
      for (String added : List.of("eps", "k")) {
        if (piece.kind().endsWith("_norm")
            && piece.settings().get(added) instanceof Number number
            && number.doubleValue() < SMALL) {
          draft.give(piece, added, null, sentence());
        }
      }
    }
    return List.of(draft);
  }
}
