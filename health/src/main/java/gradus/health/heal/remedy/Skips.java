package gradus.health.heal.remedy;

import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Forms;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Piece;
import gradus.health.heal.edit.Remedy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Ways past each layer that keeps its width, so that the gradient reaches every layer (He et al.
 * 2016); scaled ones begin at 0, so that the net begins shallow (Bachlechner et al. 2021).
 *
 * @param scaled whether what is added has a learned scale that starts at 0
 */
record Skips(String name, String sentence, boolean scaled) implements Remedy {
  @Override
  public List<Draft> prescribe(Patient patient) {
    Draft draft = patient.draft().by(name);
    List<Object> model = draft.model();
    for (int start = model.size() - 1; start > 0; start--) {
      Piece piece = new Piece(model, start, "model", "");
      boolean head = draft.head().filter(last -> last.place().equals(piece.place())).isPresent();
      if (piece.weighted() && !head && width(piece) > 0 && width(piece) == before(model, start)) {
        wrap(draft, model, start);
      }
    }
    if (scaled) {
      draft.pieces().stream()
          .filter(piece -> piece.kind().equals("residual"))
          .filter(piece -> !Boolean.TRUE.equals(piece.settings().get("scaled")))
          .forEach(piece -> draft.give(piece, "scaled", true, sentence));
    }
    return List.of(draft);
  }

  private void wrap(Draft draft, List<Object> model, int start) {
    int end = start + 1;
    while (end < model.size() && keepsShape(new Piece(model, end, "model", ""))) {
      end++;
    }
    List<Object> inner = new ArrayList<>(model.subList(start, end));
    for (int i = end - 1; i > start; i--) {
      draft.remove(new Piece(model, i, "model", ""), "it moves into the residual");
    }
    Map<String, Object> residual =
        scaled
            ? Forms.thing("residual", "layers", inner, "scaled", true)
            : Forms.thing("residual", "layers", inner);
    draft.replace(new Piece(model, start, "model", ""), residual, sentence);
  }

  private static boolean keepsShape(Piece piece) {
    return piece.activation() || piece.kind().endsWith("_norm") || piece.kind().equals("dropout");
  }

  /** Features or channels that come out if as many positions come out as go in; 0 if not. */
  private static int width(Piece piece) {
    Object stride = piece.settings().getOrDefault("stride", 1L);
    Object padding = piece.settings().getOrDefault("padding", "same");
    boolean same = padding.equals("same") && String.valueOf(stride).matches("\\[?1(, 1)*]?");
    Object width = piece.settings().getOrDefault("units", piece.settings().get("filters"));
    return same && width instanceof Number number ? number.intValue() : 0;
  }

  /** The width before a place; 0 if it is not known. */
  private static int before(List<Object> model, int place) {
    for (int i = place - 1; i >= 0; i--) {
      Piece piece = new Piece(model, i, "model", "");
      if (piece.weighted()) {
        return width(piece);
      }
      if (!keepsShape(piece) && !piece.kind().endsWith("pool") && !piece.scales()) {
        return 0;
      }
    }
    return 0;
  }
}
