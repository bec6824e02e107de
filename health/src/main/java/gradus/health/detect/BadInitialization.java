package gradus.health.detect;

import gradus.health.Case;
import gradus.health.Decades;
import gradus.health.Detector;
import gradus.health.Finding;
import gradus.health.Intake;
import gradus.health.Severity;
import gradus.health.Symptom;
import gradus.train.log.Event;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Weights that start all the same, as zeros, or far from the scale that keeps the size of the
 * signal. A last layer of zeros and zeros at the end of a residual branch are sound (Fixup,
 * ReZero).
 */
public final class BadInitialization implements Detector {
  private static final double EQUAL = 0.5;
  private static final double FACTOR = 3;

  private static final String RECURRENT = ".recurrent_weight";

  /** The same for weights that act again at each time of a sequence. */
  private static final double RECURRENT_FACTOR = 1.5;

  /** Where so many weights are off, their product is the fault, not the single weight. */
  private static final int MANY = 7;

  /** Decades of growth that are told as such, whatever made them. */
  private static final double CLEAR = 5;

  @Override
  public List<Finding> examine(Case patient) {
    Course course = Course.of(patient);
    List<String> same = same(patient);
    if (!same.isEmpty()) {
      return constant(patient, course, same);
    }
    return patient.intake().map(intake -> scale(patient, intake, course)).orElse(List.of());
  }

  /** Weights whose units start equal. */
  private static List<String> same(Case patient) {
    List<String> names = new ArrayList<>();
    if (patient.intake().isPresent()) {
      Intake intake = patient.intake().get();
      for (Intake.Weight weight : intake.weights()) {
        boolean head = Flows.layer(weight.name()).equals(intake.head().layer());
        boolean zeroBranch = weight.rms() == 0 && weight.name().contains("residual");
        boolean apart = weight.name().endsWith(RECURRENT) && !inputEqual(intake, weight);
        if (weight.equal() >= EQUAL && !head && !zeroBranch && !apart && weight.trained()) {
          names.add(weight.name());
        }
      }
      return names;
    }
    if (patient.flows().isEmpty() || patient.flows().getFirst().step() > 1) {
      return names;
    }
    List<Event.Part> parts = Flows.weights(patient.flows().getFirst());
    for (int i = 0; i < parts.size() - 1; i++) {
      Event.Part part = parts.get(i);
      boolean flat = part.weightMax() <= part.weightRms() * (1 + 1e-5);
      if (flat && !(part.weightRms() == 0 && part.name().contains("residual"))) {
        names.add(part.name());
      }
    }
    return names;
  }

  /** Whether the weights by which a recurrent layer reads its input are equal, too. */
  private static boolean inputEqual(Intake intake, Intake.Weight recurrent) {
    String input = Flows.layer(recurrent.name()) + ".weight";
    return intake.weights().stream()
        .anyMatch(weight -> weight.name().equals(input) && weight.equal() >= EQUAL);
  }

  private static List<Finding> constant(Case patient, Course course, List<String> same) {
    boolean zero =
        patient
            .intake()
            .map(
                intake ->
                    intake.weights().stream()
                        .anyMatch(w -> same.contains(w.name()) && w.rms() == 0))
            .orElse(false);
    long hidden =
        patient.intake().map(intake -> intake.weights().size() - 1L).orElse((long) same.size());
    boolean most = same.size() >= Math.max(1, hidden) || zero && cut(patient);
    boolean suffers = course.late() && !course.fine() || zero && cut(patient);
    if (!most && !course.behind()) {
      return List.of();
    }
    Severity severity =
        !suffers ? Severity.NOTE : most || course.poor() ? Severity.SICK : Severity.WARNING;
    return List.of(
        Finding.of(
                Symptom.BAD_INITIALIZATION,
                severity,
                Flows.layer(same.getFirst()),
                0,
                "All units of "
                    + same.getFirst()
                    + " start with the same weights"
                    + (zero ? ", zeros" : "")
                    + (same.size() > 1 ? ", and so do " + (same.size() - 1) + " others" : "")
                    + ": they compute the same and get the same gradient.")
            .with("weights that start equal", same.size())
            .with("learned so far", course.attained())
            .threshold(
                "half of a layer's units equal to their neighbour; the last layer and the end of a"
                    + " residual branch may be zero")
            .cause("a constant initializer: nothing tells the units apart")
            .unless("they were loaded so", "look at the file they come from")
            .remedies("zero_to_default_init", "he_init", "xavier_init")
            .formula("wᵤ = wᵥ ⇒ zᵤ = zᵥ and ∂L/∂wᵤ ∝ ∂L/∂wᵥ"));
  }

  /** Whether no gradient passed the zeros at any of the measured steps, and there were several. */
  private static boolean cut(Case patient) {
    return patient.signals().size() > 1
        && patient.signals().stream()
            .allMatch(flow -> Decades.of(flow.links()).total() == Double.POSITIVE_INFINITY);
  }

  private static List<Finding> scale(Case patient, Intake intake, Course course) {
    List<Intake.Weight> off =
        intake.weights().stream()
            .filter(w -> w.rms() > 0 && w.trained())
            .filter(w -> distance(w) >= Math.log(factor(w)) || biased(w))
            .sorted(Comparator.comparingDouble(BadInitialization::distance).reversed())
            .toList();
    boolean far = course.first() > 20 * course.chance();
    boolean farLoss =
        course.first() > 3 * course.chance()
            && course.half()
            && (!course.fine() || far && !course.excels());
    boolean atOnce = ignoresFan(off) && course.early() && (far || flat(patient));
    if (off.isEmpty() || !(course.poor() && course.half()) && !farLoss && !atOnce) {
      return List.of();
    }
    Intake.Weight worst = off.getFirst();
    double decades =
        patient.signals().isEmpty()
            ? 0
            : Math.max(
                Math.abs(Decades.of(patient.signals().getFirst().links()).total()),
                Exploding.forward(patient.signals().getFirst().links()));
    double own = off.stream().mapToDouble(w -> distance(w) / Math.log(10)).limit(2).sum();
    boolean told =
        decades >= 1.8
                && (off.size() >= 2 || own < 0.6 * decades)
                && (!ignoresFan(off) || off.size() >= MANY || worst.scale() > 1 && decades >= CLEAR)
                && !biased(worst)
                && (decades >= 4 || flows(patient))
            || SaturatedUnits.fromStart(patient) && worst.scale() > 1 && !worst.table()
            || DeadUnits.fromStart(patient);
    boolean large = worst.scale() > 1;
    return List.of(
        Finding.of(
                Symptom.BAD_INITIALIZATION,
                told || course.early()
                    ? Severity.NOTE
                    : course.poor() ? Severity.SICK : Severity.WARNING,
                Flows.layer(worst.name()),
                0,
                biased(worst)
                    ? "The weights of " + worst.name() + " start with a mean far from zero."
                    : worst.name()
                        + " starts "
                        + Flows.number(large ? worst.scale() : 1 / worst.scale())
                        + " times too "
                        + (large ? "large" : "small")
                        + " for its "
                        + worst.in()
                        + " inputs"
                        + (off.size() > 1 ? "; " + (off.size() - 1) + " more weights are off" : "")
                        + ".")
            .with("scale over what keeps the signal's size", worst.scale())
            .with("weights that are off", off.size())
            .with("first loss", course.first())
            .with("loss of a blind answer", course.chance())
            .with("learned so far", course.attained())
            .threshold(
                "a factor of 3 from gain/√inputs (LeCun 1998, Glorot 2010, He 2015), or 1.5 for"
                    + " recurrent weights, while little is learned")
            .cause("the initializer's scale does not follow the number of inputs")
            .unless(
                "another fault hides behind it",
                "set the initializer to its default and train again")
            .remedies("he_init", "xavier_init", "lecun_init", "lsuv_init")
            .formula("Var(w) = gain² / inputs keeps Var(z) from layer to layer"));
  }

  private static double factor(Intake.Weight weight) {
    return weight.name().endsWith(RECURRENT) ? RECURRENT_FACTOR : FACTOR;
  }

  /** Whether weights are nearly all of one sign, beyond chance: by six standard errors. */
  private static boolean biased(Intake.Weight weight) {
    double bound = Math.max(0.3, 6 / Math.sqrt(weight.numbers()));
    return Math.abs(weight.mean()) > bound * weight.rms();
  }

  /**
   * Whether weights with different numbers of inputs have one and the same size: their initializer
   * does not know how many inputs there are. A wrong gain, as against that, follows the inputs.
   */
  private static boolean ignoresFan(List<Intake.Weight> off) {
    double[] sizes = off.stream().mapToDouble(w -> Math.log(w.rms())).toArray();
    double[] fans = off.stream().mapToDouble(w -> Math.log(w.in()) / 2).toArray();
    return off.size() >= 2 && spread(fans) > 0.15 && spread(sizes) < 0.5 * spread(fans);
  }

  private static double spread(double[] numbers) {
    return java.util.Arrays.stream(numbers).max().orElse(0)
        - java.util.Arrays.stream(numbers).min().orElse(0);
  }

  /** Whether the flow through the network is named as a finding of its own. */
  private static boolean flows(Case patient) {
    return !new Exploding().examine(patient).isEmpty()
        || !new Vanishing().examine(patient).isEmpty();
  }

  /** How much smaller Glorot's rule makes a weight of few inputs and many units than its gain. */
  private static double glorot(Intake.Weight weight) {
    return weight.gain() * Math.sqrt((weight.in() + weight.units()) / (2.0 * weight.in()));
  }

  /** Whether hardly any gradient reaches the first weights. */
  private static boolean flat(Case patient) {
    return !patient.signals().isEmpty()
        && Decades.of(patient.signals().getFirst().links()).total() >= 4;
  }

  /**
   * How far off the scale is, in logarithms and beyond the chance of few numbers. Rows of tables
   * may be small, for nothing multiplies them; other weights as small as Glorot's rule makes them,
   * which looks at both sides.
   */
  private static double distance(Intake.Weight weight) {
    double chance = 2 / Math.sqrt(2.0 * weight.numbers());
    double off = Math.log(weight.scale());
    double small = Math.max(0, -off - Math.log(Math.max(1, glorot(weight))));
    return Math.max(0, (off > 0 ? off : weight.table() ? 0 : small) - chance);
  }
}
