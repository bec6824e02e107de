package gradus.health.heal.remedy;

import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Remedy;
import gradus.train.data.Dataset;
import gradus.train.data.Outliers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Leaves out rows with numbers far outside their columns, or fills those where they are too many to
 * be left out; leaves out rows with missing numbers where they are filled in, which only tables of
 * texts can have.
 */
record CleanData() implements Remedy {
  private static final Set<Object> FILLED = Set.of("mean", "median");

  private static final String LEFT_OUT =
      "Rows with numbers far outside, or missing ones, are left out.";
  private static final String FILLED_IN =
      "The median stands in for numbers far outside their column.";

  /** From how far on a number is no long tail; nearer ones only if the finding blames them. */
  private static final double ABSURD = 100;

  @Override
  public String name() {
    return "clean_data";
  }

  @Override
  public String sentence() {
    return "Numbers far outside are filled, or rows with such or missing ones left out.";
  }

  @Override
  public List<Draft> prescribe(Patient patient) {
    List<Draft> drafts = new ArrayList<>();
    boolean named = patient.finding().remedies().contains(name());
    if (named && isMany(patient)) {
      drafts.add(patient.draft().by(name()).set("fill", FILLED_IN, "data", "outliers"));
    }
    if (patient.facts().farthest() > (named ? 0 : ABSURD)) {
      drafts.add(patient.draft().by(name()).set("drop", LEFT_OUT, "data", "outliers"));
    }
    if (FILLED.contains(patient.draft().get("data", "csv", "missing").orElse(""))) {
      drafts.add(patient.draft().by(name()).set("drop", LEFT_OUT, "data", "csv", "missing"));
    }
    return drafts;
  }

  /** Whether so many rows hold numbers far outside that they cannot be left out. */
  private static boolean isMany(Patient patient) {
    Dataset train = patient.facts().split().train();
    if (train.shape().rank() != 1) {
      return false;
    }
    Outliers rule = Outliers.of(train);
    return rule.in(train).length > Outliers.MOST * train.size();
  }
}
