package gradus.health.heal.remedy;

import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Remedy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Leaves out rows with numbers far outside their columns, and rows with missing numbers where they
 * are filled in, which only tables of texts can have.
 */
record CleanData() implements Remedy {
  private static final Set<Object> FILLED = Set.of("mean", "median");

  /** From how far on a number is no long tail; nearer ones only if the finding blames them. */
  private static final double ABSURD = 100;

  @Override
  public String name() {
    return "clean_data";
  }

  @Override
  public String sentence() {
    return "Rows with numbers far outside, or missing ones, are left out.";
  }

  @Override
  public List<Draft> prescribe(Patient patient) {
    List<Draft> drafts = new ArrayList<>();
    boolean named = patient.finding().remedies().contains(name());
    if (patient.facts().farthest() > (named ? 0 : ABSURD)) {
      drafts.add(patient.draft().by(name()).set("drop", sentence(), "data", "outliers"));
    }
    if (FILLED.contains(patient.draft().get("data", "csv", "missing").orElse(""))) {
      drafts.add(patient.draft().by(name()).set("drop", sentence(), "data", "csv", "missing"));
    }
    return drafts;
  }
}
