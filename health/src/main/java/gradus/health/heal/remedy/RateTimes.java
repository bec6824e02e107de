package gradus.health.heal.remedy;

import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Forms;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Remedy;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Multiplies the learning rate by powers of a factor. */
record RateTimes(String name, String sentence, double factor) implements Remedy {
  private static final Map<String, Double> USUAL =
      Map.of(
          "sgd", 0.1, "momentum", 0.05, "nesterov", 0.05, "adam", 1e-3, "adamw", 1e-3, "amsgrad",
          1e-3, "nadam", 1e-3, "radam", 1e-3, "rmsprop", 1e-3);

  @Override
  public List<Draft> prescribe(Patient patient) {
    String optimizer = optimizer(patient.draft());
    double rate = rate(patient.draft());
    List<Draft> drafts = new ArrayList<>();
    double usual = USUAL.getOrDefault(optimizer, 1e-3);
    drafts.add(with(patient, optimizer, rate * factor));
    drafts.add(with(patient, optimizer, rate * factor * factor));
    double far = Math.log(usual / rate) / Math.log(factor);
    if (far > 2.3) {
      drafts.add(with(patient, optimizer, usual));
    }
    return drafts;
  }

  private Draft with(Patient patient, String optimizer, double rate) {
    return patient
        .draft()
        .by(name)
        .set(rounded(rate), sentence, "optimizer", optimizer, "rate");
  }

  static double rounded(double rate) {
    return new BigDecimal(rate).round(new MathContext(3)).doubleValue();
  }

  static String optimizer(Draft draft) {
    return Forms.name(draft.get("optimizer").orElse("adam"));
  }

  static double rate(Draft draft) {
    return draft.file().optimizer().rate();
  }
}
