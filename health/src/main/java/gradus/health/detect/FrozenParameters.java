package gradus.health.detect;

import gradus.health.Case;
import gradus.health.Detector;
import gradus.health.Finding;
import gradus.health.Intake;
import gradus.health.Severity;
import gradus.health.Symptom;
import gradus.train.log.Event;
import java.util.ArrayList;
import java.util.List;

/**
 * Weights that stay as they are: frozen by a group, given hardly any rate or none, or reached by no
 * gradient. Freezing on purpose is sound: it alarms only if the network does not learn.
 */
public final class FrozenParameters implements Detector {
  private static final double STILL = 1e-3;
  private static final double HARDLY = 0.02;
  private static final int FLOWS = 5;

  /** A network that came so far has all it needs. */
  private static final double ENOUGH = 0.75;

  /** Random layers that serve their purpose let the training loss fall farther. */
  private static final double LEARNED = 0.4;

  /** The part of what neighbours foretell that the training itself learns behind random gates. */
  private static final double KNOWN = 0.82;

  @Override
  public List<Finding> examine(Case patient) {
    Course course = Course.of(patient);
    List<Intake.Weight> weights = patient.intake().map(Intake::weights).orElse(List.of());
    boolean idle = patient.intake().map(intake -> intake.pace().rate() == 0).orElse(false);
    if (idle && !weights.isEmpty()) {
      return List.of(idle(weights, course));
    }
    boolean loaded = patient.file().map(file -> file.init().transfer() != null).orElse(false);
    List<String> still = new ArrayList<>();
    long numbers = 0;
    long all = 0;
    for (Intake.Weight weight : weights) {
      all += weight.numbers();
      if (!weight.trained() || weight.rate() <= HARDLY) {
        still.add(weight.name());
        numbers += weight.numbers();
      }
    }
    boolean slow =
        numbers == all
            && weights.stream().allMatch(weight -> weight.trained() && weight.rate() > 0);
    if (slow) {
      return List.of(); // all weights alike are slow: that is a rate, not a part held fast
    }
    boolean byGroup = !still.isEmpty();
    if (!byGroup) {
      still.addAll(unmoved(patient));
    }
    if (still.isEmpty()) {
      return List.of();
    }
    double share = all == 0 ? Double.NaN : numbers / (double) all;
    boolean detached = !byGroup;
    if (detached && !Double.isFinite(course.recent())) {
      return List.of();
    }
    boolean mostly =
        share >= 0.5 && course.behind() && !(byGroup && isReservoir(still, weights, course));
    boolean held =
        still.size() > 1
            && course.share() >= 1
            && course.learned() < LEARNED
            && course.attained() < ENOUGH;
    boolean alarms =
        course.late() && (detached ? course.poor() : (course.poor() || mostly || held) && !loaded);
    if (!alarms && detached) {
      return List.of();
    }
    return List.of(
        Finding.of(
                Symptom.FROZEN_PARAMETERS,
                !alarms
                    ? Severity.NOTE
                    : course.stuck() || byGroup ? Severity.SICK : Severity.WARNING,
                Flows.layer(still.getFirst()),
                byGroup ? 0 : patient.history().steps(),
                still.getFirst()
                    + (still.size() > 1 ? " and " + (still.size() - 1) + " more weights" : "")
                    + (byGroup
                        ? " are kept from changing by the run's groups"
                        : " do not change, though they are trained")
                    + (alarms && byGroup ? ", at random values" : "")
                    + ".")
            .with("weights that do not change", still.size())
            .with("share of all numbers", share)
            .with("learned so far", course.attained())
            .threshold(
                "an update below a thousandth of that of the middle weight where the gradient is not"
                    + " as small, or a group that freezes; an alarm only while little is learned")
            .cause(
                byGroup
                    ? "a group freezes them or multiplies their rate by 0.02 or less"
                    : "no gradient reaches them, or their updates are lost")
            .unless(
                "they are frozen on purpose", "unfreeze them: if the loss stays, they were right")
            .remedies("unfreeze", "raise_rate")
            .formula("‖Δw‖ < 10⁻³ · middle ‖Δw‖"));
  }

  /**
   * Whether one layer alone is kept at its random weights and others learn from what it gives: a
   * recurrence (a reservoir, Jaeger 2001) or the first layer (random features, Rahimi and Recht
   * 2007). Gates are hardly ever kept on purpose, so they must not leave the network behind.
   */
  private static boolean isReservoir(
      List<String> still, List<Intake.Weight> weights, Course course) {
    String layer = Flows.layer(still.getFirst());
    if (!still.stream().allMatch(name -> Flows.layer(name).equals(layer))) {
      return false;
    }
    return weights.stream()
        .filter(weight -> still.contains(weight.name()) && isState(weight))
        .findFirst()
        .map(state -> state.in() == state.units() || !course.clearlyBehind() || course.knows(KNOWN))
        .orElse(layer.equals(Flows.layer(weights.getFirst().name())));
  }

  private static boolean isState(Intake.Weight weight) {
    return weight.name().endsWith(".recurrent_weight");
  }

  /** With a rate of 0 nothing can be learned; that is never meant, so it is said at once. */
  private static Finding idle(List<Intake.Weight> weights, Course course) {
    return Finding.of(
            Symptom.FROZEN_PARAMETERS,
            Severity.SICK,
            Flows.layer(weights.getFirst().name()),
            0,
            "The learning rate is 0: no weight will ever change.")
        .with("rate", 0)
        .with("weights that do not change", weights.size())
        .with("learned so far", course.attained())
        .threshold("a rate of 0")
        .cause("the optimizer's rate is 0")
        .unless("only the untrained network is to be measured", "there is nothing to tell")
        .remedies("rate_test", "raise_rate")
        .formula("Δw = η · u = 0 for η = 0");
  }

  /** Whether the last step changed it at all. */
  private static boolean moves(Event.Part part) {
    return part.updateRatio() != 0;
  }

  /** Trained weights whose updates vanish although their gradients do not. */
  private static List<String> unmoved(Case patient) {
    List<Event.GradientFlow> flows = Flows.last(patient.flows(), FLOWS);
    List<String> names = new ArrayList<>();
    if (flows.size() < 2 || patient.history().steps() < 10) {
      return names;
    }
    Event.GradientFlow last = flows.getLast();
    if (flows.stream()
        .allMatch(flow -> Flows.weights(flow).stream().noneMatch(FrozenParameters::moves))) {
      return Flows.weights(last).stream().map(Event.Part::name).toList();
    }
    double update = Flows.middle(last, part -> part.updateRatio() * part.weightRms());
    double gradient = Flows.middle(last, Event.Part::gradientRms);
    for (Event.Part part : Flows.weights(last)) {
      boolean still = part.updateRatio() * part.weightRms() < STILL * update;
      boolean pulled = part.gradientRms() > 0.1 * gradient || part.gradientRms() == 0;
      boolean before =
          flows.getFirst().parts().stream()
              .anyMatch(
                  p ->
                      p.name().equals(part.name())
                          && p.updateRatio() * p.weightRms() < STILL * update);
      if (still && pulled && before && part.weightRms() > 0) {
        names.add(part.name());
      }
    }
    return names;
  }
}
