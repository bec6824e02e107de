package gradus.nn.layer;

import gradus.core.ir.Op;
import gradus.core.shape.Ints;
import gradus.core.shape.Shape;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;

/** How a window passes the edges of its input: zeros before and after each spatial axis. */
public sealed interface Padding {
  /** As many zeros as make the output {@code ceil(input / stride)} long; an odd one comes after. */
  Padding SAME = new Same();

  /** None: the window stays inside. */
  Padding VALID = new Valid();

  /** See {@link #SAME}. */
  record Same() implements Padding {}

  /** See {@link #VALID}. */
  record Valid() implements Padding {}

  /**
   * Given numbers: one for all sides, one for each axis, or before and after for each axis in turn.
   */
  record Explicit(Ints amounts) implements Padding {}

  /** Given numbers of zeros; see {@link Explicit}. */
  static Padding of(int... amounts) {
    return new Explicit(Ints.of(amounts));
  }

  /** Reads a setting. */
  static Padding read(Settings settings) {
    return switch (settings.wordOrWholes("padding")) {
      case String word -> word.equals("same") ? SAME : VALID;
      case int[] amounts -> of(amounts);
      case Object other -> throw new IllegalArgumentException("padding: got " + other);
    };
  }

  /** The setting with a default word. */
  static Setting setting(String fallback) {
    return Setting.wordOrWholes(
        "padding",
        List.of("same", "valid"),
        0,
        fallback,
        "zeros around: same, valid, a number, one for each axis, or before and after each axis");
  }

  /** As a setting. */
  default Object written() {
    return switch (this) {
      case Same _ -> "same";
      case Valid _ -> "valid";
      case Explicit e -> e.amounts().toArray();
    };
  }

  /** The window over an input [batch, space.., channels]. */
  default Op.Window window(Shape x, Ints kernel, Ints stride, Ints dilation) {
    int space = kernel.size();
    int[] before = new int[space];
    int[] after = new int[space];
    for (int i = 0; i < space; i++) {
      switch (this) {
        case Valid _ -> {}
        case Same _ -> {
          int n = x.size(i + 1);
          int reach = dilation.get(i) * (kernel.get(i) - 1) + 1;
          int out = (n + stride.get(i) - 1) / stride.get(i);
          int total = Math.max(0, (out - 1) * stride.get(i) + reach - n);
          before[i] = total / 2;
          after[i] = total - total / 2;
        }
        case Explicit e -> {
          before[i] = at(i, false, space);
          after[i] = at(i, true, space);
        }
      }
    }
    return new Op.Window(stride, Ints.of(before), Ints.of(after), dilation);
  }

  private int at(int axis, boolean after, int space) {
    Ints amounts = ((Explicit) this).amounts();
    if (amounts.size() == 1) {
      return amounts.get(0);
    } else if (amounts.size() == space) {
      return amounts.get(axis);
    } else if (amounts.size() == 2 * space) {
      return amounts.get(2 * axis + (after ? 1 : 0));
    }
    throw new IllegalArgumentException(
        "padding: got "
            + amounts
            + "; give 1, "
            + space
            + " or "
            + 2 * space
            + " numbers for "
            + space
            + " spatial axes");
  }
}
