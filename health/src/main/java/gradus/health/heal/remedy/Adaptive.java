package gradus.health.heal.remedy;

import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Forms;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Remedy;
import java.util.List;
import java.util.Map;

/** Adam at its usual rate (Kingma and Ba 2015): steps do not depend on the gradient's size. */
record Adaptive() implements Remedy {
  private static final double NEAR = 3;

  @Override
  public String name() {
    return "adam";
  }

  @Override
  public String sentence() {
    return "Adam at its usual rate: steps do not depend on the gradient's size.";
  }

  @Override
  public List<Draft> prescribe(Patient patient) {
    Draft given = patient.draft();
    double rate = UsualRate.of("adam", given, patient.facts().steps());
    double times = RateTimes.rate(given) / rate;
    if (RateTimes.optimizer(given).equals("adam") && times < NEAR && times > 1 / NEAR) {
      return List.of();
    }
    Map<String, Object> adam = Forms.thing("adam", "rate", rate);
    return List.of(given.by(name()).set(adam, sentence(), "optimizer"));
  }
}
