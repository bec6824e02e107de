package gradus.health.heal.remedy;

import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Remedy;
import java.util.List;

/**
 * Hides columns of features that tell nothing of the answers by themselves: fewer numbers can be
 * learned by heart. Only where the finding asks for it, for it counted them.
 */
record TellingColumns() implements Remedy {
  @Override
  public String name() {
    return "telling_columns";
  }

  @Override
  public String sentence() {
    return "Columns that tell nothing of the answers by themselves are held at their mean.";
  }

  @Override
  public List<Draft> prescribe(Patient patient) {
    return patient.finding().remedies().contains(name())
        ? List.of(patient.draft().by(name()).set("telling", sentence(), "data", "select"))
        : List.of();
  }
}
