package gradus.health.heal.remedy;

import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Piece;
import gradus.health.heal.edit.Remedy;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes explicit initializers away, so that weights start by what fits the activation: that of the
 * layer that was named, or all; and values that come from another model.
 */
record DefaultStart(String name) implements Remedy {
  @Override
  public String sentence() {
    return "Weights start by the rule that fits the activation that follows.";
  }

  @Override
  public List<Draft> prescribe(Patient patient) {
    List<Draft> drafts = new ArrayList<>();
    List<Piece> given = patient.draft().pieces().stream().filter(DefaultStart::isGiven).toList();
    boolean named = isAlone(patient.finding().layer(), given);
    if (named) {
      drafts.add(without(patient, patient.finding().layer()));
    }
    if (!given.isEmpty()) {
      drafts.add(without(patient, ""));
    }
    if (patient.draft().get("init", "transfer").isPresent()) {
      drafts.add(
          patient
              .draft()
              .by(name)
              .set(null, "the values taken from another model do not suit", "init", "transfer"));
    }
    return drafts;
  }

  private Draft without(Patient patient, String layer) {
    Draft draft = patient.draft().by(name);
    draft.pieces().stream()
        .filter(piece -> isGiven(piece) && (layer.isEmpty() || piece.isOf(layer)))
        .forEach(piece -> draft.give(piece, "initializer", null, sentence()));
    return draft;
  }

  /** Whether a layer starts in a way of its own, so that it alone may be wrong. */
  static boolean isAlone(String layer, List<Piece> given) {
    List<Object> own = starts(given.stream().filter(piece -> piece.isOf(layer)).toList());
    List<Object> others = starts(given.stream().filter(piece -> !piece.isOf(layer)).toList());
    return !own.isEmpty() && !others.isEmpty() && others.stream().noneMatch(own::contains);
  }

  private static List<Object> starts(List<Piece> pieces) {
    return pieces.stream().map(piece -> piece.settings().get("initializer")).toList();
  }

  private static boolean isGiven(Piece piece) {
    return piece.weighted() && piece.settings().get("initializer") != null;
  }
}
