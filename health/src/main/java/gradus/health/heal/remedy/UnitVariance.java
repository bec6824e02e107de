package gradus.health.heal.remedy;

import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Forms;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Piece;
import gradus.health.heal.edit.Remedy;
import java.util.List;
import java.util.Set;

/** Scales each weight on a first batch until its layer gives variance 1 (Mishkin, Matas 2016). */
record UnitVariance() implements Remedy {
  private static final Set<String> CONSTANT = Set.of("zeros", "constant");

  @Override
  public String name() {
    return "lsuv_init";
  }

  @Override
  public String sentence() {
    return "Weights are scaled on a first batch until every layer gives variance 1.";
  }

  @Override
  public List<Draft> prescribe(Patient patient) {
    Draft draft = patient.draft().by(name());
    for (Piece piece : draft.pieces()) {
      if (piece.weighted() && CONSTANT.contains(Forms.name(piece.settings().get("initializer")))) {
        draft.give(piece, "initializer", null, "equal weights stay equal, however scaled");
      }
    }
    return List.of(draft.set(true, sentence(), "init", "lsuv"));
  }
}
