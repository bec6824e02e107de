package gradus.health.heal.remedy;

import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Forms;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Piece;
import gradus.health.heal.edit.Remedy;
import java.util.List;

/**
 * Recurrent layers as they begin if nothing is said: Xavier weights for the input, rotations for
 * the state, which keep a gradient's size through time, forget gates that are open, and tanh. What
 * happens at each time happens as often as there are times, so little is needed to spoil it.
 */
record UsualRecurrence() implements Remedy {
  private static final String INITIALIZER = "initializer";
  private static final String RECURRENT = "recurrent_initializer";
  private static final String FORGET = "forget_bias";
  private static final String ACTIVATION = "activation";

  /** Gains of a recurrence beyond which a gradient grows or shrinks at once. */
  private static final double LARGE_GAIN = 1.5;

  private static final double SMALL_GAIN = 0.5;

  /** The bias below which a forget gate keeps a tenth and less. */
  private static final double SHUT = -2;

  @Override
  public String name() {
    return "recurrence_default";
  }

  @Override
  public String sentence() {
    return "The recurrence starts by a rotation, which keeps the gradient's size through time.";
  }

  @Override
  public List<Draft> prescribe(Patient patient) {
    Draft draft = patient.draft().by(name());
    for (Piece piece : draft.pieces()) {
      if (piece.recurrent()) {
        draft.give(piece, INITIALIZER, null, "weights of the input start by Xavier's rule");
        draft.give(piece, RECURRENT, null, sentence());
        if (isShut(piece)) {
          draft.give(piece, FORGET, null, "open forget gates let the gradient pass");
        }
        if (isFlat(piece)) {
          draft.give(piece, ACTIVATION, null, "tanh has a slope of 1 at 0, at each time");
        }
      }
    }
    return List.of(draft);
  }

  /** Whether a recurrent layer begins in a way that is hardly meant. */
  static boolean isOddIn(Piece piece) {
    Object recurrent = piece.settings().get(RECURRENT);
    return piece.recurrent()
        && (isShut(piece)
            || isFlat(piece)
            || DefaultStart.isOdd(piece.settings().get(INITIALIZER))
            || DefaultStart.isOdd(recurrent)
            || isOddGain(recurrent));
  }

  private static boolean isOddGain(Object start) {
    double gain = DefaultStart.gain(start);
    return gain > LARGE_GAIN || gain < SMALL_GAIN;
  }

  private static boolean isShut(Piece piece) {
    return piece.settings().get(FORGET) instanceof Number bias && bias.doubleValue() < SHUT;
  }

  private static boolean isFlat(Piece piece) {
    String activation = Forms.name(piece.settings().get(ACTIVATION));
    return Following.SATURATING.contains(activation) && !activation.equals("tanh");
  }
}
