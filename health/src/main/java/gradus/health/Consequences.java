package gradus.health;

import static gradus.health.Symptom.BAD_INITIALIZATION;
import static gradus.health.Symptom.DEAD_UNITS;
import static gradus.health.Symptom.EXPLODING;
import static gradus.health.Symptom.FROZEN_PARAMETERS;
import static gradus.health.Symptom.INPUTS_NOT_NORMALIZED;
import static gradus.health.Symptom.MISFIT;
import static gradus.health.Symptom.NON_FINITE;
import static gradus.health.Symptom.NOT_DECREASING;
import static gradus.health.Symptom.OSCILLATING;
import static gradus.health.Symptom.OVERFITTING;
import static gradus.health.Symptom.RATE_TOO_HIGH;
import static gradus.health.Symptom.RATE_TOO_LOW;
import static gradus.health.Symptom.SATURATED_UNITS;
import static gradus.health.Symptom.VANISHING;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Puts causes before what follows from them. One fault shows in many ways: a rate that is too high
 * kills units, makes the loss swing and ends in NaN. A finding that another one explains becomes a
 * note that says so; what is there at the first step comes before what a training made of it.
 */
public final class Consequences {
  /** What explains what, the root causes first: an earlier line counts before a later one. */
  private static final List<Rule> RULES =
      List.of(
          rule(
              MISFIT,
              false,
              NOT_DECREASING,
              OSCILLATING,
              NON_FINITE,
              SATURATED_UNITS,
              VANISHING,
              OVERFITTING,
              RATE_TOO_LOW,
              RATE_TOO_HIGH,
              DEAD_UNITS,
              EXPLODING,
              FROZEN_PARAMETERS),
          rule(
              NOT_DECREASING,
              true,
              OSCILLATING,
              SATURATED_UNITS,
              VANISHING,
              OVERFITTING,
              RATE_TOO_LOW,
              RATE_TOO_HIGH,
              DEAD_UNITS,
              FROZEN_PARAMETERS,
              INPUTS_NOT_NORMALIZED,
              BAD_INITIALIZATION),
          rule(
              INPUTS_NOT_NORMALIZED,
              true,
              NOT_DECREASING,
              OSCILLATING,
              NON_FINITE,
              SATURATED_UNITS,
              VANISHING,
              EXPLODING,
              RATE_TOO_LOW,
              RATE_TOO_HIGH,
              DEAD_UNITS,
              OVERFITTING,
              BAD_INITIALIZATION),
          rule(
              NON_FINITE,
              true,
              NOT_DECREASING,
              OSCILLATING,
              RATE_TOO_HIGH,
              DEAD_UNITS,
              SATURATED_UNITS),
          rule(FROZEN_PARAMETERS, true, NOT_DECREASING, RATE_TOO_LOW, RATE_TOO_HIGH, VANISHING),
          rule(
              BAD_INITIALIZATION,
              false,
              NOT_DECREASING,
              OSCILLATING,
              NON_FINITE,
              SATURATED_UNITS,
              VANISHING,
              EXPLODING,
              RATE_TOO_LOW,
              RATE_TOO_HIGH,
              DEAD_UNITS,
              FROZEN_PARAMETERS,
              OVERFITTING),
          rule(
              OSCILLATING,
              true,
              RATE_TOO_HIGH,
              NON_FINITE,
              NOT_DECREASING,
              DEAD_UNITS,
              SATURATED_UNITS,
              VANISHING,
              OVERFITTING),
          rule(
              SATURATED_UNITS,
              true,
              VANISHING,
              EXPLODING,
              NOT_DECREASING,
              RATE_TOO_LOW,
              DEAD_UNITS,
              RATE_TOO_HIGH,
              OSCILLATING),
          rule(DEAD_UNITS, true, VANISHING, NOT_DECREASING, RATE_TOO_LOW, FROZEN_PARAMETERS),
          rule(
              EXPLODING,
              false,
              NON_FINITE,
              OSCILLATING,
              NOT_DECREASING,
              SATURATED_UNITS,
              DEAD_UNITS,
              RATE_TOO_HIGH,
              RATE_TOO_LOW),
          rule(
              VANISHING,
              true,
              NOT_DECREASING,
              RATE_TOO_LOW,
              FROZEN_PARAMETERS,
              SATURATED_UNITS,
              DEAD_UNITS),
          rule(
              RATE_TOO_HIGH,
              false,
              NON_FINITE,
              OSCILLATING,
              DEAD_UNITS,
              SATURATED_UNITS,
              NOT_DECREASING,
              OVERFITTING,
              VANISHING,
              FROZEN_PARAMETERS),
          rule(
              OSCILLATING,
              false,
              NON_FINITE,
              NOT_DECREASING,
              DEAD_UNITS,
              SATURATED_UNITS,
              VANISHING),
          rule(DEAD_UNITS, false, NOT_DECREASING, RATE_TOO_LOW, VANISHING, FROZEN_PARAMETERS),
          rule(SATURATED_UNITS, false, NOT_DECREASING, RATE_TOO_LOW, VANISHING),
          rule(VANISHING, false, NOT_DECREASING, RATE_TOO_LOW, FROZEN_PARAMETERS),
          rule(INPUTS_NOT_NORMALIZED, false, NOT_DECREASING, RATE_TOO_LOW, OVERFITTING),
          rule(RATE_TOO_LOW, false, NOT_DECREASING),
          rule(NON_FINITE, false, NOT_DECREASING),
          rule(FROZEN_PARAMETERS, false, NOT_DECREASING),
          rule(OVERFITTING, false),
          rule(NOT_DECREASING, false));

  private record Rule(Symptom cause, boolean atStart, Set<Symptom> effects) {
    boolean explains(Finding cause, Finding effect) {
      return is(cause) && cause.severity().alarms() && effects.contains(effect.symptom());
    }

    boolean is(Finding finding) {
      return finding.symptom() == cause && (!atStart || finding.step() <= 1);
    }
  }

  private Consequences() {}

  private static Rule rule(Symptom cause, boolean atStart, Symptom... effects) {
    Set<Symptom> all = EnumSet.noneOf(Symptom.class);
    all.addAll(List.of(effects));
    return new Rule(cause, atStart, all);
  }

  /**
   * The same findings, causes first, and what they explain as notes. A pre-flight finding of this
   * kind is judged alike.
   */
  public static List<Finding> ordered(List<Finding> findings) {
    List<Finding> sorted = new ArrayList<>(findings);
    sorted.sort(Comparator.comparingInt(Consequences::rank));
    List<Finding> judged = new ArrayList<>();
    for (Finding finding : sorted) {
      Finding cause = cause(finding, sorted);
      judged.add(cause == null ? finding : following(finding, cause));
    }
    judged.sort(
        Comparator.comparing(Finding::severity).reversed().thenComparingInt(Consequences::rank));
    return judged;
  }

  private static int rank(Finding finding) {
    for (int i = 0; i < RULES.size(); i++) {
      if (RULES.get(i).is(finding)) {
        return i;
      }
    }
    return RULES.size();
  }

  private static Finding cause(Finding effect, List<Finding> sorted) {
    if (!effect.severity().alarms()) {
      return null;
    }
    for (Rule rule : RULES) {
      for (Finding cause : sorted) {
        if (cause != effect && rank(cause) < rank(effect) && rule.explains(cause, effect)) {
          return cause;
        }
      }
    }
    return null;
  }

  private static Finding following(Finding effect, Finding cause) {
    return new Finding(
        effect.symptom(),
        Severity.NOTE,
        effect.layer(),
        effect.step(),
        effect.sentence(),
        effect.evidence(),
        effect.threshold(),
        "follows from another finding: " + cause.symptom().words(),
        effect.alternatives(),
        effect.remedies(),
        effect.formula());
  }
}
