package gradus.health.heal.remedy;

import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Piece;
import gradus.health.heal.edit.Remedy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A gated unit in place of a plain recurrence: its gate lets the gradient pass through time. */
record GatedRecurrence() implements Remedy {
  private static final List<String> KEPT = List.of("units", "output", "direction");

  @Override
  public String name() {
    return "gated_recurrence";
  }

  @Override
  public String sentence() {
    return "A gate keeps the state, and with it the gradient, from one time to the next.";
  }

  @Override
  public List<Draft> prescribe(Patient patient) {
    Draft draft = patient.draft().by(name());
    for (Piece piece : draft.pieces()) {
      if (piece.kind().equals("rnn")) {
        Map<String, Object> settings = new LinkedHashMap<>(piece.settings());
        settings.keySet().retainAll(KEPT);
        Map<String, Object> gated = new LinkedHashMap<>(Map.of("gru", settings));
        draft.replace(piece, gated, sentence());
      }
    }
    return List.of(draft);
  }
}
