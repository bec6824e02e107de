package gradus.health.heal.remedy;

import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Remedy;
import gradus.nn.schedule.Schedule;
import java.util.List;

/** Takes a schedule away that multiplies the rate, or lets it vanish in the first quarter. */
record SteadyRate() implements Remedy {
  private static final double HIGH = 3;
  private static final double LOW = 0.2;
  private static final long LOOKED_AT = 10_000;

  @Override
  public String name() {
    return "steady_rate";
  }

  @Override
  public String sentence() {
    return "The rate stays the same in all steps.";
  }

  @Override
  public List<Draft> prescribe(Patient patient) {
    return isOdd(patient)
        ? List.of(patient.draft().by(name()).set(null, sentence(), "schedule"))
        : List.of();
  }

  /** Whether a run has such a schedule. */
  static boolean isOdd(Patient patient) {
    Schedule schedule = patient.draft().file().schedule();
    return schedule != null && isOdd(schedule, patient.facts().steps());
  }

  /** Whether a schedule raises the rate of a run far above the usual one, below which it begins. */
  static boolean isTooHigh(Draft draft, long steps) {
    Schedule schedule = draft.file().schedule();
    return schedule != null
        && !UsualRate.isHigh(draft, steps)
        && most(schedule, steps) > HIGH
        && UsualRate.isHigh(draft, steps, most(schedule, steps));
  }

  private static boolean isOdd(Schedule schedule, long steps) {
    return most(schedule, steps) > HIGH || schedule.rate(1, steps / 4, steps) < LOW;
  }

  /** The highest factor on the rate. */
  private static double most(Schedule schedule, long steps) {
    double most = 0;
    for (long step = 0; step < Math.min(steps, LOOKED_AT); step++) {
      most = Math.max(most, schedule.rate(1, step, steps));
    }
    return most;
  }
}
