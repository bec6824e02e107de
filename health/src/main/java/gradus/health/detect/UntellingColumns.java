package gradus.health.detect;

import gradus.health.Case;
import gradus.health.Intake;
import java.util.Optional;
import java.util.stream.Stream;

/** What is said and done where most columns of features tell nothing of the answers. */
final class UntellingColumns {
  private UntellingColumns() {}

  private static Optional<Intake.Inputs> in(Case patient) {
    return patient.intake().map(Intake::inputs).filter(Intake.Inputs::isMostlyUntelling);
  }

  /** A sentence to add; empty where there are few such columns. */
  static String sentence(Case patient) {
    return in(patient)
        .map(
            inputs ->
                " %d of %d columns tell nothing of the answers by themselves."
                    .formatted(inputs.untelling(), inputs.width()))
        .orElse("");
  }

  /** Remedies after that which hides such columns, if there are many. */
  static String[] before(Case patient, String... remedies) {
    return in(patient).isEmpty()
        ? remedies
        : Stream.concat(Stream.of("telling_columns"), Stream.of(remedies)).toArray(String[]::new);
  }
}
