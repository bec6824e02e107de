package gradus.health.heal.remedy;

import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Piece;
import gradus.health.heal.edit.Remedy;
import java.util.List;

/**
 * What residual blocks add begins at 0 (Bachlechner et al. 2021), where neither a norm nor a scale
 * keeps it small: such blocks double the signal's power one after another.
 */
record ScaledResiduals() implements Remedy {
  @Override
  public String name() {
    return "scale_residuals";
  }

  @Override
  public String sentence() {
    return "What each block adds has a learned scale that starts at 0.";
  }

  @Override
  public List<Draft> prescribe(Patient patient) {
    Draft draft = patient.draft().by(name());
    List<Piece> pieces = draft.pieces();
    for (Piece piece : pieces) {
      boolean normed =
          pieces.stream()
              .anyMatch(
                  inner ->
                      inner.path().startsWith(piece.path() + ".")
                          && inner.kind().endsWith("_norm"));
      if (piece.kind().equals("residual")
          && !normed
          && !Boolean.TRUE.equals(piece.settings().get("scaled"))) {
        draft.give(piece, "scaled", true, sentence());
      }
    }
    return List.of(draft);
  }
}
