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
  private static final double NEAR = 3;

  /** More times the usual rate often looks good early in a training, and is not in the end. */
  private static final double MOST = 5;

  @Override
  public List<Draft> prescribe(Patient patient) {
    String optimizer = optimizer(patient.draft());
    double rate = rate(patient.draft());
    List<Draft> drafts = new ArrayList<>();
    Double known = UsualRate.of(optimizer, patient.draft(), patient.facts().steps());
    double usual = known == null ? 1e-3 : known;
    double factors = rate > 0 ? Math.log(usual / rate) / Math.log(factor) : 3;
    if (factors > 1.8) {
      drafts.add(with(patient, optimizer, usual));
    }
    if (rate > 0) {
      double once = rate * factor;
      drafts.add(with(patient, optimizer, once));
      boolean raised = factor > 1 && known != null;
      double twice = raised ? Math.min(once * factor, MOST * known) : once * factor;
      if (!raised || twice > once) {
        drafts.add(with(patient, optimizer, twice));
      }
    }
    return drafts;
  }

  /** A changed run with a rate above its own and one below. */
  static List<Draft> near(Draft draft) {
    double rate = rate(draft);
    return rate > 0 ? List.of(near(draft, rate * NEAR), near(draft, rate / NEAR)) : List.of();
  }

  private static Draft near(Draft draft, double rate) {
    String optimizer = optimizer(draft);
    String name = rate > rate(draft) ? "raise_rate" : "lower_rate";
    return draft
        .by(name)
        .set(rounded(rate), "Of rates near by the best one.", "optimizer", optimizer, "rate");
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
