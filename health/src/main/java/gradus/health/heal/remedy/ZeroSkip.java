package gradus.health.heal.remedy;

import gradus.health.Symptom;
import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Forms;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Piece;
import gradus.health.heal.edit.Remedy;
import java.util.List;
import java.util.Map;

/**
 * A learned way past each dense layer that keeps its width, with weights that start at 0, so that a
 * trained network answers as before.
 */
record ZeroSkip() implements Remedy {
  @Override
  public String name() {
    return "zero_skip";
  }

  @Override
  public String sentence() {
    return "A learned way past the layer starts at 0, so that nothing that was learned is lost.";
  }

  @Override
  public List<Draft> prescribe(Patient patient) {
    Symptom symptom = patient.finding().symptom();
    Draft draft = patient.draft().by(name());
    if (symptom != Symptom.VANISHING && symptom != Symptom.EXPLODING) {
      return List.of();
    }
    List<Object> model = draft.model();
    for (int i = model.size() - 2; i > 0; i--) {
      Piece piece = new Piece(model, i, "model", "");
      Piece before = new Piece(model, i - 1, "model", "");
      Object units = piece.settings().get("units");
      boolean same =
          piece.kind().equals("dense")
              && before.kind().equals("dense")
              && units != null
              && units.equals(before.settings().get("units"));
      if (same) {
        Map<String, Object> way =
            Forms.thing("dense", "units", units, "bias", false, "initializer", "zeros");
        draft.replace(
            piece,
            Forms.thing("residual", "layers", List.of(model.get(i)), "shortcut", List.of(way)),
            sentence());
      }
    }
    return List.of(draft);
  }
}
