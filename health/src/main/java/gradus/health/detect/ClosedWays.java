package gradus.health.detect;

import gradus.health.Case;
import gradus.health.Decades;
import gradus.health.Finding;
import gradus.health.Severity;
import gradus.health.Symptom;
import gradus.train.log.Event;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where nothing of the input comes through: a layer puts out zeros, or nothing comes in. */
final class ClosedWays {
  /** Layers that can put out zeros whatever comes in. */
  private static final Set<String> WALLS =
      Set.of("layer_norm", "instance_norm", "group_norm", "batch_norm", "rescale", "softmax");

  private ClosedWays() {}

  /** What is found of a network that learns poorly; empty if its ways are open. */
  static Optional<Finding> find(Case patient, Course course) {
    Optional<Event.Link> wall = wall(patient);
    return wall.isPresent()
        ? wall.filter(link -> WALLS.contains(link.kind())).map(link -> closed(link, course))
        : nothingIn(patient) ? Optional.of(blind(course)) : Optional.empty();
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
}
