package gradus.health.heal.remedy;

import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Piece;
import gradus.health.heal.edit.Remedy;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes away the norm that a finding names, where it puts out zeros whatever comes in; before that,
 * where it follows a layer of one unit, makes that as wide as the widest.
 */
record NoWall() implements Remedy {
  @Override
  public String name() {
    return "drop_norm";
  }

  @Override
  public String sentence() {
    return "No norm over a single number stands in the way.";
  }

  @Override
  public List<Draft> prescribe(Patient patient) {
    if (!patient.finding().remedies().contains(name())) {
      return List.of();
    }
    List<Draft> drafts = new ArrayList<>();
    Draft wider = patient.draft().by(name());
    long widest = wider.hidden().stream().mapToLong(NoWall::units).max().orElse(0);
    for (Piece piece : wider.hidden()) {
      if (units(piece) == 1 && widest > 1) {
        wider.give(piece, "units", widest, "a single number is a wall, with or without a norm");
      }
    }
    if (!wider.edits().equals(patient.draft().edits())) {
      drafts.add(wider);
    }
    Draft draft = patient.draft().by(name());
    for (Piece piece : draft.pieces().reversed()) {
      if (piece.isOf(patient.finding().layer()) && piece.kind().endsWith("_norm")) {
        draft.remove(piece, sentence());
      }
    }
    drafts.add(draft);
    return drafts;
  }

  private static long units(Piece piece) {
    return piece.settings().get("units") instanceof Number number ? number.longValue() : 0;
  }
}
