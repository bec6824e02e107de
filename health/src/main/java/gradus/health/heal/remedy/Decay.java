package gradus.health.heal.remedy;

import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Forms;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Remedy;
import java.util.ArrayList;
import java.util.List;

/** A penalty on large weights (Krogh and Hertz 1992). */
record Decay() implements Remedy {
  private static final double STRENGTH = 2e-2;

  @Override
  public String name() {
    return "weight_decay";
  }

  @Override
  public String sentence() {
    return "Large weights cost: half the strength times the sum of their squares.";
  }

  @Override
  public List<Draft> prescribe(Patient patient) {
    List<Draft> drafts = new ArrayList<>();
    if (patient.draft().get("penalties").isEmpty()) {
      for (double strength : new double[] {STRENGTH}) {
        List<Object> penalties = List.of(Forms.thing("l2", "lambda", strength));
        drafts.add(patient.draft().by(name()).set(penalties, sentence(), "penalties"));
      }
    }
    return drafts;
  }
}
