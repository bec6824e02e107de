package gradus.health.detect;

import gradus.health.Case;
import gradus.health.Intake;
import gradus.train.log.Event;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whether penalties on weights, or their decay, are why a network learns nothing. */
final class Penalties {
  /** A part of the weights that decay takes in each step. */
  private static final double DECAYED = 0.01;

  /** So many times the loss of a blind answer is no loss of answers. */
  private static final double DROWNED = 5;

  /** Outputs below this make no large loss. */
  private static final double LOUD = 10;

  /** So many times the power of usual weights. */
  private static final double HEAVY = 3;

  /** A training loss that fell this far did decrease. */
  private static final double LEARNED = 0.5;

  private Penalties() {}

  /**
   * Whether at the start most of the loss is that of weights, or decay takes all they are given.
   */
  static boolean mayOutweigh(Case patient, Course course) {
    return decay(patient) || outweigh(patient, course);
  }

  private static boolean outweigh(Case patient, Course course) {
    if (course.learned() >= LEARNED) {
      return false;
    }
    boolean given = patient.file().map(file -> !file.penalties().isEmpty()).orElse(false);
    boolean outliers = patient.intake().map(intake -> intake.inputs().outliers() > 0).orElse(false);
    return given
        && (!outliers || isElsewhere(course))
        && course.first() > 5 * course.chance()
        && output(patient.signals()) < LOUD
        && !areHeavy(patient);
  }

  /**
   * Whether the weights are far larger than usual ones, at the start or now: what a penalty takes
   * is large then because of them, whatever made them so.
   */
  private static boolean areHeavy(Case patient) {
    List<Event.GradientFlow> flows = patient.flows();
    return !flows.isEmpty()
        && Math.max(weight(patient, flows.getFirst()), weight(patient, flows.getLast())) > HEAVY;
  }

  /** The power of all weights, by that of weights that keep the size of a signal. */
  private static double weight(Case patient, Event.GradientFlow flow) {
    Map<String, Double> sizes = new HashMap<>();
    Flows.weights(flow).forEach(part -> sizes.put(part.name(), part.weightRms()));
    double power = 0;
    double usual = 0;
    for (Intake.Weight weight : patient.intake().map(Intake::weights).orElse(List.of())) {
      double size = sizes.getOrDefault(weight.name(), weight.rms());
      power += weight.numbers() * size * size;
      usual += weight.numbers() * weight.gain() * weight.gain() / weight.in();
    }
    return power / usual;
  }

  /**
   * Whether nearly all of the loss is still that of weights when the training ends, and the network
   * does not do well, though its answers are better than blind ones, so that they do not make the
   * loss: what it asks for is small weights.
   */
  static boolean areAllThatIsLeft(Case patient, Course course) {
    boolean given = patient.file().map(file -> !file.penalties().isEmpty()).orElse(false);
    boolean outliers = patient.intake().map(intake -> intake.inputs().outliers() > 0).orElse(false);
    return given
        && !outliers
        && course.share() >= 1
        && course.attained() > 0
        && !course.fine()
        && course.recent() > DROWNED * course.chance()
        && output(patient.signals().reversed()) < LOUD
        && !areHeavy(patient);
  }

  /** Whether answers are about as good as blind ones, and the loss is far above that of those. */
  private static boolean isElsewhere(Course course) {
    return course.values()
        && Math.abs(course.attained()) < 0.1
        && course.recent() > 2 * course.chance();
  }

  /** Whether decay takes at least a hundredth of the weights away in each step. */
  static boolean decay(Case patient) {
    return patient
        .intake()
        .map(Intake::pace)
        .map(pace -> pace.rate() * pace.decay())
        .map(part -> part >= DECAYED && part <= 1)
        .orElse(false);
  }

  /** The size of the output in the first of some flows: a small one cannot make a large loss. */
  private static double output(List<Event.SignalFlow> signals) {
    return signals.isEmpty() ? Double.NaN : signals.getFirst().links().getLast().values().rms();
  }
}
