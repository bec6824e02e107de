package gradus.health.heal.remedy;

import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Remedy;
import java.util.List;

/** Leaves out rows with missing numbers; only tables of texts can have them. */
record CleanData() implements Remedy {
  @Override
  public String name() {
    return "clean_data";
  }

  @Override
  public String sentence() {
    return "Rows with missing numbers are left out.";
  }

  @Override
  public List<Draft> prescribe(Patient patient) {
    Draft draft = patient.draft().by(name());
    return draft.get("data", "csv").isPresent()
        ? List.of(draft.set("drop", sentence(), "data", "csv", "missing"))
        : List.of();
  }
}
