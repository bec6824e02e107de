package gradus.health.detect;

import gradus.health.Case;
import gradus.health.Decades;
import gradus.health.Detector;
import gradus.health.Finding;
import gradus.health.Intake;
import gradus.health.NoiseScale;
import gradus.health.Severity;
import gradus.health.Symptom;
import gradus.train.data.augment.Noise;
import gradus.train.log.Event;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** After a good part of the training the loss is still that of a blind answer. */
public final class NoDescent implements Detector {
  private static final double SHARE = 0.5;

  /** Layers that add or multiply chance while they train. */
  private static final Set<String> CHANCE =
      Set.of("dropout", "spatial_dropout", "alpha_dropout", "gaussian_noise");

  /** Layers that can put out zeros whatever comes in. */
  private static final Set<String> WALLS =
      Set.of("layer_norm", "instance_norm", "group_norm", "batch_norm", "rescale", "softmax");

  /** The part of the signal's power that must be left of it. */
  private static final double LEFT = 0.2;

  private static final int FLOWS = 5;
  private static final double DECAYED = 0.01;

  /** So many times the loss of a blind answer is no loss of answers. */
  private static final double DROWNED = 5;

  /** Outputs below this make no large loss. */
  private static final double LOUD = 10;

  /** So many times the power of usual weights. */
  private static final double HEAVY = 3;

  /** Neighbours that foretell less are no measure. */
  private static final double NEIGHBOURS = 0.3;

  /**
   * What neighbours foretell at least if they alone are to tell that a network knows too little.
   */
  private static final double SURE = 0.5;

  /** A part of what neighbours foretell that sound networks of classes reach, and learn. */
  private static final double FAR = 0.7;

  private static final double FAR_IN_VALUES = 0.6;

  /** A part of the way to perfect that no sound network of classes stays below. */
  private static final double FAINT = 0.25;

  /** A training loss that fell this far did decrease. */
  private static final double LEARNED = 0.5;

  @Override
  public List<Finding> examine(Case patient) {
    Course course = Course.of(patient);
    double left = left(patient);
    boolean hurt = course.poor() || !Double.isFinite(course.recent()) && course.steps() > 1;
    if (left < LEFT && hurt && (course.half() || !Double.isFinite(course.recent()))) {
      return List.of(drowned(course, left));
    }
    Optional<Event.Link> wall = wall(patient);
    if (hurt && wall.isPresent()) {
      if (WALLS.contains(wall.get().kind())) {
        return List.of(closed(wall.get(), course));
      }
    } else if (hurt && nothingIn(patient)) {
      return List.of(blind(course));
    }
    boolean late = course.share() >= SHARE || Double.isNaN(course.share()) && course.steps() > 200;
    if (!late
        || !Double.isFinite(course.recent())
        || !course.stuck()
            && !((penalty(patient, course) || decayed(patient)) && course.clearlyBehind())
            && !drowns(patient, course)
            && !lags(course)
            && !faint(course)
        || course.falling() && course.share() < 1) {
      return List.of();
    }
    boolean decayed = decayed(patient);
    boolean penalty = decayed || penalty(patient, course) || drowns(patient, course);
    Finding finding =
        Finding.of(
                Symptom.NOT_DECREASING,
                penalty || course.stuck() ? Severity.SICK : Severity.WARNING,
                "",
                penalty ? 0 : course.steps(),
                "After "
                    + course.steps()
                    + " steps the training loss is "
                    + Flows.number(course.recent())
                    + "; an answer that does not look at the input has "
                    + Flows.number(course.chance())
                    + (lags(course)
                        ? "; the network stands at "
                            + Flows.percent(course.attained())
                            + " of the way to perfect, nearest neighbours at "
                            + Flows.percent(course.neighbours())
                        : "")
                    + ".")
            .with("loss now", course.recent())
            .with("loss of a blind answer", course.chance())
            .with("learned so far", course.attained())
            .with("share of the training done", course.share())
            .threshold(
                "less than 12 % of the way from a blind answer (entropy of the classes, variance of"
                    + " the targets) to a perfect one, 3 % for numbers, after half of the training; or"
                    + " far less at the end than nearest neighbours foretell")
            .cause(
                decayed
                    ? "in each step the weight decay takes more off the weights than the gradient can"
                        + " give them; lower it"
                    : penalty
                        ? "the penalties on the weights outweigh the loss: it begins at "
                            + Flows.number(course.first())
                            + ", nearly all of it penalty; lower them"
                        : "nothing that was measured tells why: flow, units, rate and inputs look sound")
            .unless(
                "the labels have nothing to do with the inputs",
                "train --overfit-batch: a sound network learns even wrong labels of one batch")
            .unless("the network is too small", "double its width")
            .remedies(
                Flows.pairs(patient)
                    ? new String[] {"larger_batch", "rate_test", "he_init", "adam"}
                    : penalty
                        ? new String[] {"lower_decay", "less_regularization"}
                        : new String[] {"rate_test", "raise_rate", "clean_data", "he_init", "adam"})
            .formula("learned = 1 − L / L(blind)");
    return List.of(
        NoiseScale.of(patient)
            .filter(NoiseScale::isKnown)
            .map(
                noise ->
                    finding
                        .with("noise scale of the gradient, in examples", noise.value())
                        .with("examples of a step", noise.batch()))
            .orElse(finding));
  }

  /** Whether at the end the network is far from what nearest neighbours foretell. */
  private static boolean lags(Course course) {
    double reached = course.attained() + course.error();
    double far = course.values() ? FAR_IN_VALUES : FAR;
    return course.share() >= 1
        && course.neighbours() >= NEIGHBOURS
        && (course.poor() && course.learned() < LEARNED
            || course.neighbours() >= SURE
                && reached < far * course.neighbours()
                && course.learned() < far);
  }

  /** Whether at the end next to nothing is foretold, and no neighbours excuse it. */
  private static boolean faint(Course course) {
    return course.share() >= 1
        && !course.values()
        && Double.isNaN(course.neighbours())
        && course.attained() + course.error() < FAINT;
  }

  private static Finding blind(Course course) {
    return Finding.of(
            Symptom.NOT_DECREASING,
            Severity.SICK,
            "",
            0,
            "What the first weights get is zero for all examples: the network sees nothing.")
        .with("size of what the first weights get", 0)
        .with("learned so far", course.attained())
        .threshold("zero, while the network learns poorly")
        .cause("the inputs are zero, or a layer before the first weights makes them so")
        .unless("only the first rows are empty", "print a few rows of the data")
        .remedies("clean_data", "standardize_inputs")
        .formula("x = 0 ⇒ W x = 0 and ∂L/∂W = δ xᵀ = 0");
  }

  /** Whether the values that come to the first weights are zero. */
  private static boolean nothingIn(Case patient) {
    double size = patient.intake().map(intake -> intake.inputs().rms()).orElse(Double.NaN);
    if (patient.signals().isEmpty()) {
      return false;
    }
    for (Event.Link link : patient.signals().getFirst().links()) {
      if (link.role() == Event.Role.WEIGHT) {
        return size == 0;
      }
      size = link.values().rms();
    }
    return false;
  }

  /**
   * The first layer that made zeros of something at the first step, or ones of a single share, if
   * no gradient passes it yet.
   */
  private static Optional<Event.Link> wall(Case patient) {
    List<Event.SignalFlow> flows = patient.signals();
    if (flows.isEmpty() || Decades.of(flows.getLast().links()).total() < Double.POSITIVE_INFINITY) {
      return Optional.empty();
    }
    List<Event.Link> links = flows.getFirst().links();
    double size = patient.intake().map(intake -> intake.inputs().rms()).orElse(Double.NaN);
    for (int i = 0; i < links.size(); i++) {
      Event.Link link = links.get(i);
      if (size > 0 && link.values().rms() == 0 || isOne(link)) {
        return Optional.of(link);
      }
      size = link.values().rms();
    }
    return Optional.empty();
  }

  private static boolean isOne(Event.Link link) {
    return link.kind().equals("softmax") && link.values().rms() == 1 && link.values().max() == 1;
  }

  private static Finding closed(Event.Link wall, Course course) {
    boolean norm = wall.kind().endsWith("norm");
    boolean share = isOne(wall);
    return Finding.of(
            Symptom.NOT_DECREASING,
            Severity.SICK,
            wall.path(),
            0,
            wall.path()
                + " puts out "
                + (share ? "ones" : "zeros")
                + " for all examples: what comes after it sees nothing.")
        .with("size of what it puts out", wall.values().rms())
        .with("learned so far", course.attained())
        .threshold("the same at the first measured step, and no gradient past it at the last")
        .cause(
            share
                ? "a softmax over a single number: its share is always 1"
                : norm
                    ? "a norm over a single number: a number less its own mean is zero"
                    : "a factor of zero")
        .unless("its inputs are all equal", "print what comes in")
        .remedies(share || norm ? "drop_norm" : "drop_rescale")
        .formula(
            share
                ? "e^z / e^z = 1"
                : norm ? "x̂ = (x − mean(x)) / σ = 0 for one x" : "y = 0 · x, ∂L/∂x = 0");
  }

  private static Finding drowned(Course course, double left) {
    return Finding.of(
            Symptom.NOT_DECREASING,
            course.stuck() ? Severity.SICK : Severity.WARNING,
            "",
            0,
            "Dropout and noise leave "
                + Flows.percent(left)
                + " of the signal's power; the rest is chance.")
        .with("part of the power that is signal", left)
        .with("learned so far", course.attained())
        .threshold(
            "a fifth of the power, while the network learns poorly; two layers of dropout 0.5 leave"
                + " a quarter")
        .cause("so much noise that hardly any signal comes through")
        .unless("another fault hides behind it", "train without noise: an equal result acquits it")
        .remedies("less_regularization", "lower_rate")
        .formula("signal = Π (rms before / rms after)²; dropout of p alone leaves 1 − p");
  }

  /**
   * How much of the power at the output of noisy layers is signal: the product over all, each by
   * the mean powers of the first measured steps.
   */
  private static double left(Case patient) {
    List<Event.SignalFlow> flows = patient.signals();
    if (flows.isEmpty()) {
      return 1;
    }
    flows = flows.subList(0, Math.min(FLOWS, flows.size()));
    double inputs = patient.intake().map(intake -> intake.inputs().rms()).orElse(Double.NaN);
    double before = inputs * inputs;
    double added = augmented(patient);
    double left = added > 0 ? before / (before + added) : 1;
    before += added;
    for (int i = 0; i < flows.getFirst().links().size(); i++) {
      double after = power(flows, i);
      if (CHANCE.contains(flows.getFirst().links().get(i).kind()) && before > 0) {
        left *= after > before ? before / after : after == 0 ? 0 : 1;
      }
      before = after;
    }
    return left;
  }

  /** The power of the noise that is added to training examples. */
  private static double augmented(Case patient) {
    return patient.file().stream()
        .flatMap(file -> file.data().augment().stream())
        .mapToDouble(
            change -> change instanceof Noise noise ? noise.deviation() * noise.deviation() : 0)
        .sum();
  }

  private static double power(List<Event.SignalFlow> flows, int link) {
    return flows.stream()
        .mapToDouble(flow -> flow.links().get(link).values().rms())
        .map(rms -> rms * rms)
        .average()
        .orElse(Double.NaN);
  }

  /** Whether most of the loss is not that of answers but of weights. */
  private static boolean penalty(Case patient, Course course) {
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
  private static boolean drowns(Case patient, Course course) {
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
  private static boolean decayed(Case patient) {
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
