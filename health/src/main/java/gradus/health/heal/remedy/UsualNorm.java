package gradus.health.heal.remedy;

import gradus.core.shape.Shape;
import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Piece;
import gradus.health.heal.edit.Remedy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Norms add a number to the variance, or to the sum of squares, again, so that a constant is not
 * divided by 0; groups of one number, of which a norm leaves nothing, become larger, and a layer
 * norm of one number goes.
 */
record UsualNorm() implements Remedy {
  private static final double SMALL = 1e-12;

  /** Numbers of a group at the least, where there were single ones. */
  private static final int GROUP = 4;

  /** Layers behind which there are other features than before. */
  private static final Set<String> RESHAPING =
      Set.of("flatten", "reshape", "embedding", "parallel", "dense_block", "graph");

  private static final int UNKNOWN = 0;

  @Override
  public String name() {
    return "norm_default";
  }

  @Override
  public String sentence() {
    return "The norm divides by no number that may be 0.";
  }

  @Override
  public List<Draft> prescribe(Patient patient) {
    Draft draft = patient.draft().by(name());
    dropOfOne(draft, patient.facts().split().train().shape());
    for (Piece piece : draft.pieces()) {
      for (String added : List.of("eps", "k")) {
        if (piece.kind().endsWith("_norm")
            && piece.settings().get(added) instanceof Number number
            && number.doubleValue() < SMALL) {
          draft.give(piece, added, null, sentence());
        }
      }
    }
    widen(draft);
    return List.of(draft);
  }

  /** Takes layer norms away that stand behind a single feature or channel: they leave only 0. */
  private static void dropOfOne(Draft draft, Shape examples) {
    int width = examples.rank() == 0 ? 1 : examples.size(-1);
    List<Piece> single = new ArrayList<>();
    for (Piece piece : draft.pieces()) {
      Map<String, Object> settings = piece.settings();
      if (settings.getOrDefault("units", settings.get("filters")) instanceof Number features) {
        width = features.intValue();
      } else if (piece.weighted() || RESHAPING.contains(piece.kind())) {
        width = UNKNOWN;
      }
      if (piece.kind().equals("layer_norm") && width == 1) {
        single.add(piece);
      }
    }
    single.reversed().forEach(norm -> draft.remove(norm, "a norm of one number is always 0"));
  }

  /** Gives groups that hold one feature of a dense layer each several of them. */
  private static void widen(Draft draft) {
    int width = 0;
    for (Piece piece : draft.pieces()) {
      if (piece.kind().equals("dense") && piece.settings().get("units") instanceof Number units) {
        width = units.intValue();
      } else if (piece.weighted()) {
        width = 0;
      }
      if (piece.kind().equals("group_norm")
          && width > 1
          && piece.settings().get("groups") instanceof Number groups
          && groups.intValue() == width) {
        draft.give(piece, "groups", groups(width), "a group of one number is always its mean");
      }
    }
  }

  /** The most groups of the least size that fit. */
  private static long groups(int width) {
    long groups = Math.max(1, width / GROUP);
    while (width % groups != 0) {
      groups--;
    }
    return groups;
  }
}
