package gradus.health.heal.remedy;

import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Forms;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Piece;
import gradus.health.heal.edit.Remedy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Weights of the hidden layers start by a given rule. Where that rule is the default for what
 * follows, an explicit initializer is taken away instead.
 *
 * @param rule the initializer for a layer; null for the default
 */
record GivenStart(String name, String sentence, Function<Piece, Object> rule) implements Remedy {
  /** He for ReLU and its kin (He et al. 2015). */
  static Remedy he() {
    return new GivenStart(
        "he_init",
        "Weights start with variance 2 / inputs, which ReLU keeps.",
        piece -> Following.reluLike(Following.of(piece)) ? null : "he_normal");
  }

  /** Xavier for what is symmetric (Glorot and Bengio 2010). */
  static Remedy xavier() {
    return new GivenStart(
        "xavier_init",
        "Weights start with variance 2 / (inputs + outputs) times the activation's gain.",
        piece ->
            Following.reluLike(Following.of(piece))
                ? Forms.thing("xavier_uniform", "gain", Following.gain(Following.of(piece)))
                : null);
  }

  /** LeCun (1998). */
  static Remedy lecun() {
    return new GivenStart(
        "lecun_init", "Weights start with variance 1 / inputs.", _ -> "lecun_normal");
  }

  /** Orthogonal (Saxe et al. 2014). */
  static Remedy orthogonal() {
    return new GivenStart(
        "orthogonal_init",
        "Weights start as rotations, which keep lengths through any depth.",
        piece -> Forms.thing("orthogonal", "gain", Following.gain(Following.of(piece))));
  }

  @Override
  public List<Draft> prescribe(Patient patient) {
    List<Draft> drafts = new ArrayList<>();
    String layer = patient.finding().layer();
    List<Piece> given =
        patient.draft().hidden().stream()
            .filter(piece -> piece.settings().get("initializer") != null)
            .toList();
    if (given.size() == 1 && given.getFirst().isOf(layer) || DefaultStart.isAlone(layer, given)) {
      drafts.add(started(patient, layer));
    }
    drafts.add(started(patient, ""));
    return drafts;
  }

  private Draft started(Patient patient, String layer) {
    Draft draft = patient.draft().by(name);
    for (Piece piece : draft.hidden()) {
      if (layer.isEmpty() || piece.isOf(layer)) {
        draft.give(piece, "initializer", rule.apply(piece), sentence);
      }
    }
    if (layer.isEmpty()) {
      draft
          .head()
          .filter(head -> head.settings().get("initializer") != null)
          .ifPresent(head -> draft.give(head, "initializer", null, sentence));
    }
    return draft;
  }
}
