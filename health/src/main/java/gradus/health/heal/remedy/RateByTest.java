package gradus.health.heal.remedy;

import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Remedy;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** The rate at which the loss falls fastest in a range test (Smith 2017), and a third of it. */
record RateByTest() implements Remedy {
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
    OptionalDouble rate = patient.facts().testedRate(patient.draft().file());
    if (rate.isPresent()) {
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
