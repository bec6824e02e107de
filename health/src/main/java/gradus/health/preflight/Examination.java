package gradus.health.preflight;

import gradus.health.Case;
import gradus.health.Consequences;
import gradus.health.Doctor;
import gradus.health.Finding;
import gradus.health.Intake;
import gradus.train.Limits;
import gradus.train.log.Event;
import gradus.train.log.RunHistory;
import gradus.train.run.Prepared;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Examines a run that was not made yet: {@link Preflight}, and then a short training of which
 * nothing is kept.
 */
public final class Examination {
  private static final long STEPS = 50;
  private static final double SHARE = 0.02;
  private static final int MEASURE = 5;

  private Examination() {}

  /** What is found; of one symptom the worse finding, of pre-flight or training. */
  public static List<Finding> of(Prepared prepared) {
    List<Finding> before = Preflight.examine(prepared);
    Case after = probe(prepared);
    List<Finding> all = new ArrayList<>(Doctor.examine(after));
    for (Finding finding : before) {
      Optional<Finding> same =
          all.stream().filter(other -> other.symptom() == finding.symptom()).findFirst();
      if (same.isEmpty() || same.get().severity().compareTo(finding.severity()) < 0) {
        same.ifPresent(all::remove);
        all.add(finding);
      }
    }
    return Consequences.ordered(all);
  }

  /** The case after a short training: 2 % of it, at least 50 steps, at most all. */
  private static Case probe(Prepared prepared) {
    Intake intake = Admission.of(prepared);
    long planned = intake.steps() == 0 ? STEPS : intake.steps();
    long steps = Math.min(planned, Math.max(STEPS, Math.round(SHARE * planned)));
    List<Event> events = new ArrayList<>();
    prepared
        .trainer()
        .limits(
            new Limits(
                Integer.MAX_VALUE, steps, 0, 0, OptionalDouble.empty(), OptionalDouble.empty()))
        .logEvery(1)
        .measureEvery(MEASURE)
        .listen(
            event -> {
              // The end of the probe is not that of the training.
              if (!(event instanceof Event.RunEnded)) {
                events.add(event);
              }
            })
        .fit(prepared.split());
    return new Case(
        new RunHistory(events, false, 0), Optional.of(prepared.file()), Optional.of(intake));
  }
}
