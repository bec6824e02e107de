package gradus.train.teach;

/** How things are called on the board. */
final class Symbols {
  private static final String DIGITS = "₀₁₂₃₄₅₆₇₈₉";

  private Symbols() {}

  /** A letter with a small number below: {@code z₁₂}. */
  static String numbered(String letter, int number) {
    StringBuilder text = new StringBuilder(letter);
    for (char digit : Integer.toString(number).toCharArray()) {
      text.append(DIGITS.charAt(digit - '0'));
    }
    return text.toString();
  }

  /** The error signal of a value: {@code δ₁} for {@code z₁}, {@code ∂L/∂a₁} for {@code a₁}. */
  static String error(String symbol) {
    return symbol.startsWith("z") ? "δ" + symbol.substring(1) : "∂L/∂" + symbol;
  }

  /** The letter of a parameter: {@code W} for {@code weight}. */
  static String letter(String parameter) {
    return switch (parameter) {
      case "weight" -> "W";
      case "kernel" -> "K";
      case "bias" -> "b";
      case "gamma" -> "γ";
      case "beta" -> "β";
      case "alpha" -> "α";
      case "table" -> "E";
      case "scale" -> "s";
      default -> parameter;
    };
  }

  /** A text in brackets if it is more than one term or product. */
  static String bracketed(String expression) {
    return expression.contains(" ") && !expression.matches("\\([^()]*\\)")
        ? "(" + expression + ")"
        : expression;
  }
}
