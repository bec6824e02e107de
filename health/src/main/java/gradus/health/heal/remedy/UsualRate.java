package gradus.health.heal.remedy;

import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Remedy;
import java.util.List;
import java.util.Map;

/** The usual rate of the optimizer, where the given one is far from it. */
record UsualRate() implements Remedy {
  static final Map<String, Double> USUAL =
      Map.of(
          "sgd", 0.1,
          "momentum", 0.02,
          "nesterov", 0.02,
          "adam", 1e-3,
          "adamw", 1e-3,
          "amsgrad", 1e-3,
          "nadam", 1e-3,
          "radam", 1e-3,
          "rmsprop", 1e-3);
  private static final double FAR = 9;

  @Override
  public String name() {
    return "usual_rate";
  }

  @Override
  public String sentence() {
    return "The rate that is usual for the optimizer.";
  }

  @Override
  public List<Draft> prescribe(Patient patient) {
    String optimizer = RateTimes.optimizer(patient.draft());
    Double usual = USUAL.get(optimizer);
    double rate = RateTimes.rate(patient.draft());
    if (usual == null || rate <= usual * FAR && rate >= usual / FAR) {
      return List.of();
    }
    return List.of(
        patient.draft().by(name()).set(usual, sentence(), "optimizer", optimizer, "rate"));
  }
}
