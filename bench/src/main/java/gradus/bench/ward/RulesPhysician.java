package gradus.bench.ward;

import gradus.health.Case;
import gradus.health.Detector;
import gradus.health.Doctor;
import gradus.health.Finding;
import gradus.health.Intake;
import gradus.train.log.Event;
import gradus.train.log.RunHistory;
import gradus.train.run.Prepared;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Detectors that are asked after each epoch, each measurement of gradients and at the end.
 *
 * @param name as it stands in tables
 * @param detectors who is asked
 * @param intake what is seen of data and weights before the first step
 */
record RulesPhysician(
    String name, List<Detector> detectors, Function<Prepared, Optional<Intake>> intake)
    implements Physician {
  /** Looks at events alone. */
  RulesPhysician(String name, List<Detector> detectors) {
    this(name, detectors, _ -> Optional.empty());
  }

  @Override
  public List<Finding> before(Prepared run) {
    return List.of();
  }

  @Override
  public Watch watch(Prepared run) {
    List<Event> events = new ArrayList<>();
    List<Finding> told = new ArrayList<>();
    Set<String> known = new HashSet<>();
    Optional<Intake> seen = intake.apply(run);
    return new Watch() {
      @Override
      public void on(Event event) {
        events.add(event);
        if (event instanceof Event.EpochDone
            || event instanceof Event.GradientFlow
            || event instanceof Event.RunEnded) {
          for (Finding finding : diagnosis()) {
            if (known.add(finding.symptom() + " " + finding.layer())) {
              told.add(finding);
            }
          }
        }
      }

      @Override
      public List<Finding> told() {
        return told;
      }

      @Override
      public List<Finding> diagnosis() {
        Case patient = new Case(new RunHistory(events, false, 0), Optional.of(run.file()), seen);
        return Doctor.examine(patient, detectors);
      }
    };
  }
}
