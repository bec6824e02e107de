package gradus.health.heal.remedy;

import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Remedy;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** The rate at which the loss falls fastest in a range test (Smith 2017), and a third of it. */
record RateByTest() implements Remedy {
  /** A test that proposes so much less than is usual saw noise: a loss that stood still. */
  private static final double FAR = 30;

  private static final long LONG = 480;

  @Override
  public String name() {
    return "rate_test";
  }

  @Override
  public String sentence() {
    return "The rate at which the loss falls fastest in a range test.";
  }

  @Override
  public List<Draft> prescribe(Patient patient) {
    List<Draft> drafts = new ArrayList<>();
    long steps = patient.facts().steps();
    Double usual = UsualRate.of(RateTimes.optimizer(patient.draft()), patient.draft(), steps);
    if (usual != null && steps < LONG) {
      // A test costs too large a part of such a training, and the usual rate is known.
      return drafts;
    }
    OptionalDouble rate = patient.facts().testedRate(patient.draft().file());
    if (rate.isPresent() && (usual == null || rate.getAsDouble() > usual / FAR)) {
      drafts.add(with(patient, rate.getAsDouble()));
      drafts.add(with(patient, rate.getAsDouble() / 3));
    }
    return drafts;
  }

  private Draft with(Patient patient, double rate) {
    String optimizer = RateTimes.optimizer(patient.draft());
    return patient
        .draft()
        .by(name())
        .set(RateTimes.rounded(rate), sentence(), "optimizer", optimizer, "rate");
  }
}
