package gradus.health.heal;

import gradus.health.Detector;
import gradus.health.Finding;
import gradus.health.Severity;
import gradus.health.heal.trial.Laboratory;
import gradus.health.heal.trial.Trial;
import java.util.List;

/**
 * Trains the run until the doctor raises an alarm, in sevenths of its length; to the end if there is
 * none. A mere warning is watched to half of the training.
 *
 * @param trial the training so far
 * @param alarms what was found, the worst first; empty if the run is healthy
 * @param steps after how many updates runs are to be compared
 */
record Diagnosis(Trial trial, List<Finding> alarms, long steps) {
  private static final int PARTS = 7;
  private static final long LEAST = 40;

  static Diagnosis of(Laboratory laboratory, Trial trial, List<Detector> detectors) {
    long whole = laboratory.steps();
    long part = part(laboratory);
    long at = part;
    while (true) {
      trial.to(at);
      List<Finding> alarms = alarms(trial, detectors);
      boolean sick = alarms.stream().anyMatch(finding -> finding.severity() == Severity.SICK);
      boolean sure = sick || !alarms.isEmpty() && 2 * at >= whole;
      if (sure || trial.over() || at >= whole) {
        return new Diagnosis(trial, alarms, Math.max(part, trial.step()));
      }
      at = Math.min(whole, at + part);
    }
  }

  /** The first part, in steps. */
  static long part(Laboratory laboratory) {
    return Math.min(laboratory.steps(), Math.max(LEAST, laboratory.steps() / PARTS));
  }

  static List<Finding> alarms(Trial trial, List<Detector> detectors) {
    return trial.findings(detectors).stream().filter(f -> f.severity().alarms()).toList();
  }
}
