package gradus.bench.ward;

import gradus.health.Detector;
import gradus.health.Detectors;
import gradus.health.Intake;
import gradus.train.run.RunFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The doctor without one of its detectors, for each of them. */
final class Ablation {
  private Ablation() {}

  static List<Physician> physicians() {
    List<Physician> all = new ArrayList<>();
    Map<RunFile, Intake> seen = new ConcurrentHashMap<>();
    for (Detector left : Detectors.CATALOG) {
      List<Detector> rest = new ArrayList<>(Detectors.CATALOG);
      rest.remove(left);
      String name = left.getClass().getSimpleName().replaceFirst("\\$\\$Lambda.*", "");
      all.add(
          new RulesPhysician(
              "gradus without " + (name.isEmpty() ? "detector " + (all.size() + 1) : name), rest));
    }
    return all;
  }
}
