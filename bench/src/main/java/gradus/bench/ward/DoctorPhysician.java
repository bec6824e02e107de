package gradus.bench.ward;

import gradus.health.Doctor;
import gradus.health.Finding;
import gradus.health.preflight.Preflight;
import gradus.train.log.Event;
import gradus.train.run.Prepared;
import java.util.ArrayList;
import java.util.List;

/** The physician of Gradus: pre-flight checks, then the doctor as a listener. */
final class DoctorPhysician implements Physician {
  @Override
  public String name() {
    return "gradus";
  }

  @Override
  public List<Finding> before(Prepared run) {
    return Preflight.examine(run);
  }

  @Override
  public Watch watch(Prepared run) {
    List<Finding> told = new ArrayList<>();
    Doctor doctor = Doctor.telling(told::add).of(run);
    return new Watch() {
      @Override
      public void on(Event event) {
        doctor.on(event);
      }

      @Override
      public List<Finding> told() {
        return told;
      }

      @Override
      public List<Finding> diagnosis() {
        return doctor.verdict();
      }
    };
  }
}
