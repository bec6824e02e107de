package gradus.health.heal.remedy;

import gradus.health.Symptom;
import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Piece;
import gradus.health.heal.edit.Remedy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Undoes what keeps a network from learning: dropout, noise, penalties, clipping beyond use; where
 * nothing is learned, also chance changes of the examples.
 */
record LessNoise() implements Remedy {
  private static final double MUCH = 0.6;
  private static final double STRONG = 0.05;
  private static final double TIGHT = 0.1;
  private static final double TIGHT_SHARE = 1e-3;

  @Override
  public String name() {
    return "less_regularization";
  }

  @Override
  public String sentence() {
    return "Less stands in the way of learning the training data.";
  }

  @Override
  public List<Draft> prescribe(Patient patient) {
    List<Draft> drafts = new ArrayList<>();
    Draft now = patient.draft();
    String optimizer = RateTimes.optimizer(now);
    drafts.add(withoutNoise(patient));
    if (isStrong(now.get("penalties").orElse(null))) {
      drafts.add(now.by(name()).set(null, sentence(), "penalties"));
    }
    if (List.of("global_norm", "norm", "value").stream()
            .anyMatch(kind -> now.number(1, "clip", kind, "limit") < TIGHT)
        || now.number(1, "clip", "adaptive", "share") < TIGHT_SHARE) {
      drafts.add(now.by(name()).set(null, sentence(), "clip"));
    }
    if (now.number(0, "optimizer", optimizer, "decay") > STRONG) {
      drafts.add(now.by(name()).set(null, sentence(), "optimizer", optimizer, "decay"));
    }
    if (patient.finding().symptom() == Symptom.NOT_DECREASING) {
      drafts.add(
          now.by(name())
              .set(null, sentence(), "data", "augment")
              .set(null, sentence(), "data", "mixup"));
    }
    return drafts;
  }

  private static boolean isStrong(Object penalties) {
    return penalties instanceof List<?> list
        && list.stream()
            .map(penalty -> ((Map<?, ?>) penalty).values().iterator().next())
            .anyMatch(
                settings ->
                    settings instanceof Map<?, ?> map
                        && map.get("lambda") instanceof Number strength
                        && strength.doubleValue() > STRONG);
  }

  /** Whether a layer drops so many of its units that little is left. */
  static boolean dropsMost(Draft draft) {
    return draft.pieces().stream().anyMatch(LessNoise::dropsMost);
  }

  private static boolean dropsMost(Piece piece) {
    return piece.kind().endsWith("dropout")
        && piece.settings().get("rate") instanceof Number rate
        && rate.doubleValue() > MUCH;
  }

  private Draft withoutNoise(Patient patient) {
    Draft draft = patient.draft().by(name());
    for (Piece piece : draft.pieces().reversed()) {
      if (dropsMost(piece) || piece.kind().equals("gaussian_noise")) {
        draft.remove(piece, sentence());
      }
    }
    return draft;
  }
}
