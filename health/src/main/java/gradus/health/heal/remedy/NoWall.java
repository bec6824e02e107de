package gradus.health.heal.remedy;

import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Piece;
import gradus.health.heal.edit.Remedy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Takes away the norm or softmax that a finding names, where it puts out the same whatever comes
 * in; where it follows a layer of one unit, first that is made as wide as the widest: a norm then
 * may stay.
 */
record NoWall() implements Remedy {
  @Override
  public String name() {
    return "drop_norm";
  }

  @Override
  public String sentence() {
    return "Nothing over a single number stands in the way.";
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
    boolean isWider = !wider.edits().equals(patient.draft().edits());
    without(patient, wider, NoWall::isSoftmax);
    if (isWider) {
      drafts.add(wider);
    }
    Draft draft = patient.draft().by(name());
    without(patient, draft, piece -> piece.kind().endsWith("_norm") || isSoftmax(piece));
    drafts.add(draft);
    return drafts;
  }

  private void without(Patient patient, Draft draft, Predicate<Piece> wall) {
    for (Piece piece : draft.pieces().reversed()) {
      if (piece.isOf(patient.finding().layer()) && wall.test(piece)) {
        draft.remove(piece, sentence());
      }
    }
  }

  private static boolean isSoftmax(Piece piece) {
    return piece.kind().equals("softmax");
  }

  private static long units(Piece piece) {
    return piece.settings().get("units") instanceof Number number ? number.longValue() : 0;
  }
}
