package gradus.bench.ward;

import gradus.health.Detector;
import gradus.health.Detectors;
import gradus.health.Doctor;
import gradus.health.Finding;
import gradus.train.log.Event;
import gradus.train.run.Prepared;
import java.util.ArrayList;
import java.util.List;

/** The physician of Gradus: pre-flight checks, then the doctor as a listener. */
final class DoctorPhysician implements Physician {
  private final String name;
  private final List<Detector> detectors;
  private final Consultation consultation;

  /** The physician with given detectors, who shares what is seen before a training with others. */
  DoctorPhysician(String name, List<Detector> detectors, Consultation consultation) {
    this.name = name;
    this.detectors = detectors;
    this.consultation = consultation;
  }

  /** The physician with all detectors. */
  DoctorPhysician() {
    this("gradus", Detectors.CATALOG, new Consultation());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Finding> before(Prepared run) {
    return Doctor.examine(consultation.before(run), detectors);
  }

  @Override
  public Watch watch(Prepared run) {
    List<Finding> told = new ArrayList<>();
    Doctor doctor =
        Doctor.telling(told::add)
            .asking(detectors)
            .of(run, consultation.before(run).intake().orElseThrow());
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
