package gradus.health.heal.remedy;

import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Forms;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Piece;
import gradus.health.heal.edit.Remedy;
import gradus.train.data.Labels;
import gradus.train.data.Targets;
import gradus.train.data.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A linear head with an output for each class and cross-entropy, or with an output for each number
 * and the mean squared error; for tags, shares that a binary cross-entropy asks one by one, the
 * binary cross-entropy of logits; for a loss of logarithms of shares, first such logarithms.
 */
record FittingHead() implements Remedy {
  static final String NAME = "fit_head_and_loss";

  private static final String BINARY = "binary_cross_entropy";

  private static final double SMOOTH = 0.3;

  /** A class so much heavier than the middle one leaves the others nothing. */
  private static final double HEAVY = 100;

  private static final Set<String> OF_DENSITIES = Set.of("kl_div", "poisson_nll", "gaussian_nll");

  /** No class weighs so much. */
  private static final double ABSURD = 1e6;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String sentence() {
    return "The last layer is linear and as wide as the answers, and the loss fits them.";
  }

  @Override
  public List<Draft> prescribe(Patient patient) {
    Targets targets = patient.facts().split().train().targets();
    String loss = Forms.name(patient.draft().get("loss").orElse(""));
    boolean named = patient.finding().remedies().contains(name());
    if (targets instanceof Values && OF_DENSITIES.contains(loss) && !named) {
      // Such a loss is chosen for what the values are.
      return List.of();
    }
    List<Draft> drafts = new ArrayList<>();
    if (targets instanceof Values && loss.equals("kl_div")) {
      drafts.add(logarithms(patient.draft().by(name())));
    }
    drafts.addAll(linear(patient.draft().by(name()), patient, targets));
    return drafts;
  }

  /** The same loss behind logarithms of shares. */
  private static Draft logarithms(Draft draft) {
    String why = "the loss takes logarithms of shares, which sum to 1";
    for (Piece piece : Following.afterHead(draft).reversed()) {
      draft.remove(piece, why);
    }
    draft.head().ifPresent(head -> draft.give(head, "activation", null, why));
    List<Object> model = draft.model();
    draft.insert(model, model.size(), "model", Forms.thing("log_softmax"), why);
    return draft;
  }

  private static List<Draft> linear(Draft draft, Patient patient, Targets targets) {
    for (Piece piece : Following.afterHead(draft).reversed()) {
      draft.remove(piece, "the loss takes numbers of any size");
    }
    if (draft.head().isEmpty()) {
      return List.of();
    }
    Piece head = draft.head().get();
    draft.give(head, "activation", null, "the loss takes numbers of any size");
    Object loss = draft.get("loss").orElse("");
    switch (targets) {
      case Labels labels -> {
        boolean two = labels.width() == 2 && units(head) == 1;
        draft.give(head, "units", two ? 1L : (long) labels.width(), "one output a class");
        String fitting = two ? BINARY + "_logits" : "cross_entropy";
        if (!Forms.name(loss).equals(fitting) || isOdd(loss, labels.width())) {
          draft.set(fitting, "classes are learned by their probabilities", "loss");
        }
      }
      case Values values when Forms.name(loss).startsWith(BINARY) && areShares(values) -> {
        draft.give(head, "units", (long) targets.width(), "one output a tag");
        if (!Forms.name(loss).equals(BINARY + "_logits")) {
          draft.set(BINARY + "_logits", "tags are learned by their probabilities", "loss");
        }
      }
      case Values _ -> {
        draft.give(head, "units", (long) targets.width(), "one output a number");
        if (!List.of("mse", "mae", "huber", "smooth_l1").contains(Forms.name(loss))) {
          draft.set("mse", "numbers are learned by their distance", "loss");
        }
        UsualTargets.set(draft, patient.facts().split(), "values to learn are scaled as is usual");
      }
    }
    return List.of(draft);
  }

  private static boolean areShares(Values values) {
    for (float value : values.toArray()) {
      if (value < 0 || value > 1) {
        return false;
      }
    }
    return true;
  }

  /** Whether labels are smoothed until they say little, or classes count for nothing. */
  private static boolean isOdd(Object loss, int classes) {
    return loss instanceof Map<?, ?> map
        && map.values().iterator().next() instanceof Map<?, ?> settings
        && (settings.get("label_smoothing") instanceof Number share && share.doubleValue() > SMOOTH
            || settings.get("ignore") instanceof Number label
                && label.intValue() >= 0
                && label.intValue() < classes
            || settings.get("weights") instanceof List<?> weights && isOdd(weights));
  }

  private static boolean isOdd(List<?> weights) {
    double[] sorted =
        weights.stream().mapToDouble(w -> ((Number) w).doubleValue()).sorted().toArray();
    double most = sorted[sorted.length - 1];
    return sorted[0] == 0 || most > ABSURD || most >= HEAVY * sorted[(sorted.length - 1) / 2];
  }

  private static int units(Piece head) {
    Map<String, Object> settings = head.settings();
    return settings.get("units") instanceof Number number ? number.intValue() : -1;
  }
}
