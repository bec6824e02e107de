package gradus.health.heal.remedy;

import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Forms;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Remedy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Penalties and decay of weights at a thousandth of their strength, where they are so strong that
 * they may outweigh the loss; then none at all.
 */
record LowerDecay() implements Remedy {
  private static final double STRONG = 0.05;
  private static final double STRONG_SIZES = 2e-3;
  private static final double FACTOR = 1e-3;

  @Override
  public String name() {
    return "lower_decay";
  }

  @Override
  public String sentence() {
    return "Weights are drawn to 0 so little that the loss decides.";
  }

  @Override
  public List<Draft> prescribe(Patient patient) {
    List<Draft> drafts = new ArrayList<>();
    String optimizer = RateTimes.optimizer(patient.draft());
    boolean decays = patient.draft().number(0, "optimizer", optimizer, "decay") > STRONG;
    if (patient.draft().get("penalties").orElse(null) instanceof List<?> penalties
        && penalties.stream().anyMatch(LowerDecay::isStrong)) {
      List<Object> weaker = new ArrayList<>();
      penalties.forEach(penalty -> weaker.add(weaker(penalty)));
      drafts.add(patient.draft().by(name()).set(weaker, sentence(), "penalties"));
      drafts.add(patient.draft().by(name()).set(null, sentence(), "penalties"));
    }
    if (decays) {
      drafts.add(patient.draft().by(name()).set(null, sentence(), "optimizer", optimizer, "decay"));
    }
    return drafts;
  }

  private static boolean isStrong(Object penalty) {
    return penalty instanceof Map<?, ?> map
        && map.get(Forms.name(penalty)) instanceof Map<?, ?> settings
        && (strength(settings, Forms.name(penalty).equals("l1") ? "lambda" : "l1") > STRONG_SIZES
            || strength(settings, Forms.name(penalty).equals("l2") ? "lambda" : "l2") > STRONG);
  }

  private static double strength(Map<?, ?> settings, String name) {
    return settings.get(name) instanceof Number number ? number.doubleValue() : 0;
  }

  private static Object weaker(Object penalty) {
    Map<String, Object> settings = new LinkedHashMap<>();
    ((Map<?, ?>) ((Map<?, ?>) penalty).get(Forms.name(penalty)))
        .forEach(
            (name, value) ->
                settings.put(
                    String.valueOf(name),
                    value instanceof Number number
                        ? (Object) RateTimes.rounded(FACTOR * number.doubleValue())
                        : value));
    return Forms.map(Forms.name(penalty), settings);
  }
}
