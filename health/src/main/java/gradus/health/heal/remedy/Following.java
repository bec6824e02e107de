package gradus.health.heal.remedy;

import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Forms;
import gradus.health.heal.edit.Piece;
import java.util.List;
import java.util.Set;

/** The activation that follows a layer with weights: its own, or the next one in its list. */
final class Following {
  static final Set<String> SATURATING =
      Set.of("sigmoid", "tanh", "hard_sigmoid", "hard_tanh", "softsign", "log_sigmoid");
  private static final Set<String> RELU_LIKE =
      Set.of(
          "relu",
          "leaky_relu",
          "prelu",
          "relu6",
          "elu",
          "celu",
          "gelu",
          "silu",
          "mish",
          "hard_swish",
          "softplus");

  private Following() {}

  /** Its name; "" if there is none. */
  static String of(Piece piece) {
    String own = Forms.name(piece.settings().get("activation"));
    if (!own.isEmpty()) {
      return own;
    }
    List<Object> list = piece.list();
    for (int i = piece.index() + 1; i < list.size(); i++) {
      Piece next = new Piece(list, i, piece.where(), "");
      if (next.activation()) {
        return next.kind();
      }
      if (next.weighted() || next.settings().containsKey("layers")) {
        return "";
      }
    }
    return "";
  }

  /** By what weights before an activation are multiplied so that the signal keeps its size. */
  static double gain(String activation) {
    return activation.equals("tanh")
        ? 5.0 / 3
        : RELU_LIKE.contains(activation) ? Math.sqrt(2) : activation.equals("selu") ? 0.75 : 1;
  }

  /** Whether weights start by the rule for this activation if none is given. */
  static boolean reluLike(String activation) {
    return RELU_LIKE.contains(activation);
  }

  /** Activations after the last layer with weights, its own not counted. */
  static List<Piece> afterHead(Draft draft) {
    List<Piece> all = draft.pieces();
    int head = -1;
    for (int i = 0; i < all.size(); i++) {
      head = all.get(i).weighted() ? i : head;
    }
    return all.subList(head + 1, all.size()).stream().filter(Piece::activation).toList();
  }
}
