package gradus.bench.ward;

import gradus.health.Detector;
import gradus.health.Detectors;
import java.util.ArrayList;
import java.util.List;

/** The doctor without one of its detectors, for each of them. */
final class Ablation {
  private Ablation() {}

  static List<Physician> physicians() {
    List<Physician> all = new ArrayList<>();
    Consultation shared = new Consultation();
    for (Detector left : Detectors.CATALOG) {
      List<Detector> rest = new ArrayList<>(Detectors.CATALOG);
      rest.remove(left);
      all.add(
          new DoctorPhysician("gradus without " + left.getClass().getSimpleName(), rest, shared));
    }
    return all;
  }
}
