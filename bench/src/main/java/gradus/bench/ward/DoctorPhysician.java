package gradus.bench.ward;

import gradus.health.Case;
import gradus.health.Doctor;
import gradus.health.Finding;
import gradus.train.log.Event;
import gradus.train.log.RunHistory;
import gradus.train.run.Prepared;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The physician of Gradus: pre-flight checks, then the doctor as a listener. */
final class DoctorPhysician implements Physician {
  @Override
  public String name() {
    return "gradus";
  }

  @Override
  public List<Finding> before(Prepared run) {
    return List.of();
  }

  @Override
  public Watch watch(Prepared run) {
    List<Finding> told = new ArrayList<>();
    List<Event> events = new ArrayList<>();
    Doctor doctor = Doctor.telling(told::add).of(run.file());
    return new Watch() {
      @Override
      public void on(Event event) {
        events.add(event);
        doctor.on(event);
      }

      @Override
      public List<Finding> told() {
        return told;
      }

      @Override
      public List<Finding> diagnosis() {
        return Doctor.examine(new Case(new RunHistory(events, false, 0), Optional.of(run.file())));
      }
    };
  }
}
