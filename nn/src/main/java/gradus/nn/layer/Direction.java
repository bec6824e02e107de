package gradus.nn.layer;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** In which order a recurrent layer reads the times of its input. */
public enum Direction {
  /** From the first to the last. */
  FORWARD,
  /** From the last to the first. */
  BACKWARD,
  /**
   * Once each way, with weights of their own; both results side by side (Schuster and Paliwal
   * 1997).
   */
  BOTH;

  /** As they are written. */
  static final List<String> WORDS = Arrays.stream(values()).map(Direction::word).toList();

  static Direction of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
