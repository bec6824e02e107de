package gradus.health.heal.remedy;

import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Forms;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Piece;
import gradus.health.heal.edit.Remedy;
import java.util.List;

/**
 * Activations with their usual numbers: the bounds of a clamp at 1, a small slope below 0. Only
 * where what is given is far from that. And ReLU for softmax between layers, which leaves little of
 * a signal: its outputs sum to 1.
 */
record UsualActivation() implements Remedy {
  private static final double FAR = 5;
  private static final double STEEP = 0.5;
  private static final List<String> LIMITS = List.of("low", "high", "alpha", "beta");

  @Override
  public String name() {
    return "activation_default";
  }

  @Override
  public String sentence() {
    return "The activation has its usual bounds and slopes.";
  }

  @Override
  public List<Draft> prescribe(Patient patient) {
    Draft draft = patient.draft().by(name());
    for (Piece piece : draft.pieces()) {
      if (piece.activation() && isOdd(piece)) {
        for (String setting : List.copyOf(piece.settings().keySet())) {
          draft.give(piece, setting, null, sentence());
        }
      }
    }
    for (Piece piece : draft.hidden()) {
      if (Forms.name(piece.settings().get("activation")).equals("softmax")) {
        draft.give(piece, "activation", "relu", "shares belong at the end of a network");
      }
    }
    return List.of(draft);
  }

  private static boolean isOdd(Piece piece) {
    for (String limit : LIMITS) {
      if (piece.settings().get(limit) instanceof Number number) {
        double size = Math.abs(number.doubleValue());
        if (size > FAR || size < 1 / FAR) {
          return true;
        }
      }
    }
    return piece.settings().get("slope") instanceof Number slope
        && Math.abs(slope.doubleValue()) > STEEP;
  }
}
