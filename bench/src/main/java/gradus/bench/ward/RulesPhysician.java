package gradus.bench.ward;

import gradus.health.Case;
import gradus.health.Detector;
import gradus.health.Doctor;
import gradus.health.Finding;
import gradus.train.log.Event;
import gradus.train.log.RunHistory;
import gradus.train.run.Prepared;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Detectors that are asked after each epoch, each measurement of gradients and at the end.
 *
 * @param name as it stands in tables
 * @param detectors who is asked
 */
record RulesPhysician(String name, List<Detector> detectors) implements Physician {
  @Override
  public List<Finding> before(Prepared run) {
    return List.of();
  }

  @Override
  public Watch watch(Prepared run) {
    List<Event> events = new ArrayList<>();
    List<Finding> told = new ArrayList<>();
    Set<String> known = new HashSet<>();
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
        Case patient = new Case(new RunHistory(events, false, 0), Optional.of(run.file()));
        return Doctor.examine(patient, detectors);
      }
    };
  }
}
