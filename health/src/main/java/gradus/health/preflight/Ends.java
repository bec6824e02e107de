package gradus.health.preflight;

import gradus.core.shape.DType;
import gradus.core.shape.Shape;
import gradus.core.tensor.Key;
import gradus.core.tensor.Tensor;
import gradus.health.Intake;
import gradus.nn.Trace;
import gradus.nn.Weighted;
import gradus.nn.activation.Activation;
import gradus.nn.activation.Identity;
import gradus.nn.layer.BatchNorm;
import gradus.nn.layer.Embedding;
import gradus.nn.layer.GroupNorm;
import gradus.nn.layer.InstanceNorm;
import gradus.nn.layer.L2Normalize;
import gradus.nn.layer.LayerNorm;
import gradus.nn.layer.Rescale;
import gradus.nn.layer.RmsNorm;
import gradus.nn.loss.CrossEntropy;
import gradus.nn.loss.PoissonNll;
import gradus.train.Recipe;
import java.util.List;

/**
 * The layers of a network in the order in which they are applied, those inside a layer before it.
 */
record Ends(List<Trace.Application> layers) {
  static Ends of(Recipe recipe, Shape example) {
    Tensor x = Tensor.input("x", Shape.of(2).plus(example.sizes()), DType.F32);
    return new Ends(Trace.of(recipe.model(), x, true, Key.of(0, 0)).applications());
  }

  Intake.Head head(Recipe recipe, int classes) {
    int weights = -1;
    int activation = -1;
    for (int i = 0; i < layers.size(); i++) {
      Trace.Application each = layers.get(i);
      if (each.layer() instanceof Weighted && !contains(each.path())) {
        weights = i;
      }
      boolean function = each.layer() instanceof Activation f && !(f instanceof Identity);
      if (function || each.layer() instanceof L2Normalize) {
        activation = i;
      }
    }
    String path = weights < 0 ? "" : layers.get(weights).path();
    boolean after =
        activation >= 0
            && (activation > weights || layers.get(activation).path().startsWith(path + "."));
    double factor = 1;
    double offset = 0;
    for (int i = Math.max(weights, after ? activation : 0) + 1; i < layers.size(); i++) {
      if (layers.get(i).layer() instanceof Rescale rescale) {
        factor *= rescale.factor();
        offset = offset * rescale.factor() + rescale.offset();
      }
    }
    return new Intake.Head(
        after ? layers.get(activation).layer().title() : "",
        path,
        recipe.loss().getClass().getSimpleName(),
        recipe.loss() instanceof PoissonNll loss && loss.log(),
        normed(),
        recipe.loss() instanceof CrossEntropy loss
            ? (int) loss.weights().stream().filter(weight -> weight == 0).count()
            : 0,
        recipe.loss() instanceof CrossEntropy loss && loss.ignore() >= 0 && loss.ignore() < classes
            ? loss.ignore()
            : -1,
        recipe.loss() instanceof CrossEntropy loss ? weighting(loss.weights()) : 1,
        factor,
        offset);
  }

  /** The heaviest class over the middle one. */
  private static double weighting(List<Double> weights) {
    List<Double> sorted = weights.stream().filter(weight -> weight > 0).sorted().toList();
    return sorted.isEmpty() ? 1 : sorted.getLast() / sorted.get((sorted.size() - 1) / 2);
  }

  /** Whether a layer has others with weights inside it. */
  private boolean contains(String path) {
    return layers.stream()
        .anyMatch(each -> each.layer() instanceof Weighted && each.path().startsWith(path + "."));
  }

  /** Whether a layer picks rows of a table by number. */
  boolean isTable(String path) {
    return layers.stream()
        .anyMatch(each -> each.layer() instanceof Embedding && each.path().equals(path));
  }

  /** Whether the inputs are such numbers: a table meets them before any weights do. */
  boolean indices() {
    for (Trace.Application each : layers) {
      if (each.layer() instanceof Embedding) {
        return true;
      }
      if (each.layer() instanceof Weighted && !contains(each.path())) {
        return false;
      }
    }
    return false;
  }

  private boolean normed() {
    for (Trace.Application each : layers) {
      switch (each.layer()) {
        case BatchNorm _, LayerNorm _, GroupNorm _, InstanceNorm _, RmsNorm _, L2Normalize _ -> {
          return true;
        }
        case Identity _ -> {}
        case Activation _ -> {
          return false;
        }
        default -> {}
      }
    }
    return false;
  }

  /** The gain that the activation after a layer asks for. */
  double gain(String path) {
    boolean past = false;
    for (Trace.Application each : layers) {
      boolean own = each.path().equals(path) || each.path().startsWith(path + ".");
      past |= own;
      if (past && each.layer() instanceof Activation activation) {
        return activation.fit().gain();
      }
      if (past && !own && each.layer() instanceof Weighted && !contains(each.path())) {
        return 1;
      }
    }
    return 1;
  }
}
