package gradus.health.heal;

import gradus.health.Detector;
import gradus.health.Finding;
import gradus.health.Severity;
import gradus.health.Symptom;
import gradus.health.heal.trial.Laboratory;
import gradus.health.heal.trial.Trial;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Trains the run until the doctor raises an alarm, in ninths of its length; to the end if there is
 * none. A mere warning is watched to half of the training. Runs are compared after the first part
 * already, but for what comes late: a loss that swings, and overfitting, which is compared where it
 * was seen. Where nothing alarms, as far on as the budget allows.
 *
 * @param trial the training so far
 * @param alarms what was found, the worst first; empty if the run is healthy
 * @param first after how many updates runs are compared first
 * @param seen how far a change is watched: as far as the run as it came, but where the alarm was
 *     there at the first comparison, twice as far as that is enough
 */
record Diagnosis(Trial trial, List<Finding> alarms, long first, long seen) {
  private static final int PARTS = 9;

  /** A loss that swings fell at first, so there is nothing to compare before so many parts. */
  private static final int SWINGS = 3;

  private static final long LEAST = 24;

  static Diagnosis of(Laboratory laboratory, Trial trial, List<Detector> detectors) {
    long whole = laboratory.steps();
    long part = part(laboratory);
    long at = part;
    trial.to(Screening.first(part)).to(Screening.second(part));
    while (true) {
      if (at == 2 * part) {
        // For a comparison that goes on from the first part, but has no budget for a second one.
        trial.to(at - part / 2);
      }
      trial.to(at);
      List<Finding> alarms = alarms(trial, detectors);
      boolean sick = alarms.stream().anyMatch(finding -> finding.severity() == Severity.SICK);
      boolean sure = sick || !alarms.isEmpty() && 2 * at >= whole;
      if (sure || trial.over() || at >= whole) {
        long first = alarms.isEmpty() ? at : Math.min(at, compared(alarms) * part);
        boolean early = alarms.stream().allMatch(finding -> finding.step() <= first);
        return new Diagnosis(trial, alarms, first, early ? Math.min(at, 2 * first) : at);
      }
      long half = (whole + 1) / 2;
      at = at < half && half < at + part ? half : Math.min(whole, at + part);
    }
  }

  /** After how many parts runs are compared first. */
  private static long compared(List<Finding> alarms) {
    Set<Symptom> found = EnumSet.noneOf(Symptom.class);
    alarms.forEach(finding -> found.add(finding.symptom()));
    return found.contains(Symptom.OVERFITTING)
        ? PARTS
        : found.contains(Symptom.OSCILLATING) ? SWINGS : 1;
  }

  /** The first part, in steps. */
  static long part(Laboratory laboratory) {
    return Math.min(laboratory.steps(), Math.max(LEAST, laboratory.steps() / PARTS));
  }

  /** What the doctor noted where nothing alarms. */
  List<Finding> notes(List<Detector> detectors) {
    return trial.findings(detectors);
  }

  static List<Finding> alarms(Trial trial, List<Detector> detectors) {
    return trial.findings(detectors).stream().filter(f -> f.severity().alarms()).toList();
  }
}
