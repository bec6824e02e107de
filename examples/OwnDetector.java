// A detector of one's own, asked beside those of Gradus while a network trains. After ./gradus has
// built the project:
//   java --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED \
//     -cp 'cli/target/*:cli/target/lib/*' examples/OwnDetector.java

import gradus.health.Case;
import gradus.health.Detector;
import gradus.health.Doctor;
import gradus.health.Finding;
import gradus.health.Severity;
import gradus.health.Symptom;
import gradus.nn.Sequential;
import gradus.nn.activation.Sigmoid;
import gradus.nn.layer.Dense;
import gradus.nn.layer.Flatten;
import gradus.nn.loss.CrossEntropy;
import gradus.nn.optim.Sgd;
import gradus.train.Trainer;
import gradus.train.data.catalog.DataCatalog;
import java.util.List;

/** Finds weights whose gradients turn around from step to step. */
record Zigzag(double bound) implements Detector {
  @Override
  public List<Finding> examine(Case patient) {
    if (patient.flows().size() < 5) {
      return List.of();
    }
    var last = patient.flows().getLast();
    return last.parts().stream()
        .filter(part -> part.cosine().orElse(0) < bound)
        .map(part -> Finding.of(Symptom.OSCILLATING, Severity.NOTE, part.name(), last.step(),
                "The gradient of " + part.name() + " turns around from step to step.")
            .with("cosine", part.cosine().getAsDouble())
            .threshold("a cosine below " + bound)
            .cause("the valley is narrow for this rate")
            .remedies("lower_rate"))
        .toList();
  }
}

void main() {
  var digits = DataCatalog.load("digits").withValidation(0.2, 0);
  var model = Sequential.of(Flatten.of(), Dense.of(32), new Sigmoid(), Dense.of(10));
  var doctor = Doctor.telling(finding -> IO.println("now: " + finding.sentence()))
      .and(new Zigzag(-0.5));
  Trainer.of(model, CrossEntropy.ofLabels(), Sgd.of(30))
      .epochs(3).batch(64).seed(42).metrics("accuracy").listen(doctor)
      .fit(digits);
  for (Finding finding : doctor.verdict()) {
    IO.println(finding.severity() + " " + finding.symptom() + " " + finding.evidence());
  }
}
