package gradus.health.heal.remedy;

import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Piece;
import gradus.health.heal.edit.Remedy;
import java.util.List;

/** Norms add a small number to the variance again, so that a constant is not divided by 0. */
record UsualNorm() implements Remedy {
  private static final double SMALL = 1e-12;

  @Override
  public String name() {
    return "norm_default";
  }

  @Override
  public String sentence() {
    return "The norm adds a small number to the variance, which may be 0.";
  }

  @Override
  public List<Draft> prescribe(Patient patient) {
    Draft draft = patient.draft().by(name());
    for (Piece piece : draft.pieces()) {
      boolean norm = piece.kind().endsWith("_norm");
      if (norm && piece.settings().get("eps") instanceof Number eps && eps.doubleValue() < SMALL) {
        draft.give(piece, "eps", null, sentence());
      }
    }
    return List.of(draft);
  }
}
