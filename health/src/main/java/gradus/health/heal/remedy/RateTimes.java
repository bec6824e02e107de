package gradus.health.heal.remedy;

import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Forms;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Remedy;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/**
 * Multiplies the learning rate by a factor once or twice; or takes the usual rate of the optimizer
 * if that lies as far off or farther.
 */
record RateTimes(String name, String sentence, double factor) implements Remedy {
  @Override
  public List<Draft> prescribe(Patient patient) {
    String optimizer = optimizer(patient.draft());
    double rate = rate(patient.draft());
    List<Draft> drafts = new ArrayList<>();
    double usual = UsualRate.USUAL.getOrDefault(optimizer, 1e-3);
    double far = rate > 0 ? Math.log(usual / rate) / Math.log(factor) : 3;
    if (far > 1.8) {
      drafts.add(with(patient, optimizer, usual));
    }
    if (rate > 0) {
      drafts.add(with(patient, optimizer, rate * factor));
      drafts.add(with(patient, optimizer, rate * factor * factor));
    }
    return drafts;
  }

  private Draft with(Patient patient, String optimizer, double rate) {
    return patient.draft().by(name).set(rounded(rate), sentence, "optimizer", optimizer, "rate");
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
