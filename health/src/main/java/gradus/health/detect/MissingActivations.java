package gradus.health.detect;

import gradus.health.Case;
import gradus.health.Detector;
import gradus.health.Finding;
import gradus.health.Severity;
import gradus.health.Symptom;
import gradus.train.log.Event;
import java.util.List;
import java.util.Set;

/**
 * Several layers with weights and nothing between them that bends: a product of matrices is one
 * matrix, so the network can draw no other line than a single layer (Minsky and Papert 1969). It is
 * told only where far less was learned than the task allows.
 */
public final class MissingActivations implements Detector {
  /** Layers that move, drop or scale numbers, or add ways that are straight themselves. */
  private static final Set<String> STRAIGHT =
      Set.of(
          "flatten",
          "reshape",
          "permute",
          "identity",
          "dropout",
          "spatial_dropout",
          "gaussian_noise",
          "rescale",
          "batch_norm",
          "residual",
          "avg_pool",
          "global_avg_pool");

  @Override
  public List<Finding> examine(Case patient) {
    Course course = Course.of(patient);
    boolean behind = course.half() && course.stuck() || course.share() >= 1 && course.poor();
    if (!behind || !Double.isFinite(course.recent()) || patient.signals().isEmpty()) {
      return List.of();
    }
    List<Event.Link> links = patient.signals().getFirst().links();
    int last = links.size() - 1;
    while (last >= 0 && links.get(last).role() != Event.Role.WEIGHT) {
      last--;
    }
    List<Event.Link> inner = links.subList(0, last + 1);
    long weights = inner.stream().filter(link -> link.role() == Event.Role.WEIGHT).count();
    if (weights < 2 || !inner.stream().allMatch(MissingActivations::isStraight)) {
      return List.of();
    }
    return List.of(
        Finding.of(
                Symptom.MISFIT,
                Severity.WARNING,
                inner.getFirst().path(),
                0,
                weights
                    + " layers follow each other without an activation: together they are one linear"
                    + " layer.")
            .with("layers with weights", weights)
            .with("learned so far", course.attained())
            .with("nearest neighbours", course.neighbours())
            .threshold("none: it follows from the layers; an alarm only while little is learned")
            .cause("the activations between the layers are missing")
            .unless("the task is linear", "a single layer with as many outputs then learns as much")
            .remedies("add_activation")
            .formula("W₂ (W₁ x + b₁) + b₂ = (W₂ W₁) x + (W₂ b₁ + b₂)"));
  }

  private static boolean isStraight(Event.Link link) {
    return link.role() == Event.Role.WEIGHT || STRAIGHT.contains(link.kind());
  }
}
