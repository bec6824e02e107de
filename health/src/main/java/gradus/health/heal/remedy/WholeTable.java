package gradus.health.heal.remedy;

import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Piece;
import gradus.health.heal.edit.Remedy;
import gradus.train.data.DataSplit;
import gradus.train.data.Dataset;
import java.util.List;

/**
 * A table at the beginning of a network has a row for each number that the data hold, and the
 * numbers come to it as they are: a row that is not there gives NaN.
 */
record WholeTable() implements Remedy {
  /** Tables beyond this are no slip of a count. */
  private static final double MOST = 1_000_000;

  @Override
  public String name() {
    return "whole_table";
  }

  @Override
  public String sentence() {
    return "The table has a row for each number of the data.";
  }

  @Override
  public List<Draft> prescribe(Patient patient) {
    Draft draft = patient.draft().by(name());
    Piece first = draft.pieces().getFirst();
    if (!first.kind().equals("embedding")) {
      return List.of();
    }
    DataSplit split = patient.facts().split();
    double most = most(split);
    if (Double.isNaN(most)) {
      String why = "row numbers must stay whole: they are not scaled";
      if (draft.get("data", "csv").isPresent()) {
        draft.set(false, why, "data", "csv", "standardize");
      } else {
        draft.set("none", why, "data", "normalize");
      }
    } else if (most < MOST
        && first.settings().get("count") instanceof Number count
        && count.doubleValue() <= most) {
      draft.give(first, "count", (long) most + 1, sentence());
    }
    return List.of(draft);
  }

  /** The largest number of all parts; NaN if some are not whole or below zero. */
  private static double most(DataSplit split) {
    double most = 0;
    for (Dataset part : List.of(split.train(), split.validation(), split.test())) {
      float[] row = new float[part.shape().count()];
      for (int i = 0; i < part.size(); i++) {
        part.features().copy(i, row, 0);
        for (float id : row) {
          if (id < 0 || id != Math.rint(id)) {
            return Double.NaN;
          }
          most = Math.max(most, id);
        }
      }
    }
    return most;
  }
}
