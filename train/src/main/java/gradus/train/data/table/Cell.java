package gradus.train.data.table;

import gradus.train.data.DataException;
import java.util.Locale;
import java.util.Set;

/** What the text of a cell means. */
final class Cell {
  private static final Set<String> MISSING = Set.of("", "?", "na", "n/a", "nan", "null");
  private static final Set<String> INFINITE =
      Set.of("inf", "+inf", "-inf", "infinity", "+infinity", "-infinity");

  private Cell() {}

  static boolean isMissing(String text) {
    return MISSING.contains(text.toLowerCase(Locale.ROOT));
  }

  /** Whether the text is a number; Java's own suffixes (1d, 1f) and hexadecimals are not. */
  static boolean isNumber(String text) {
    if (INFINITE.contains(text.toLowerCase(Locale.ROOT))) {
      return true;
    }
    if (text.isEmpty() || !text.chars().allMatch(c -> "0123456789+-.eE".indexOf(c) >= 0)) {
      return false;
    }
    try {
      Double.parseDouble(text);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /**
   * The finite number in a cell.
   *
   * @throws DataException if it is none (names line and column)
   */
  static double number(Table table, int row, int column) {
    String text = table.cell(row, column);
    if (!isNumber(text)) {
      throw new DataException(
          "%s: got '%s'; must be a number, or declare the column categorical or ignored"
              .formatted(table.place(row, column), text));
    }
    double value =
        INFINITE.contains(text.toLowerCase(Locale.ROOT))
            ? Double.POSITIVE_INFINITY
            : Double.parseDouble(text);
    if (!Float.isFinite((float) value)) {
      throw new DataException(
          "%s: got %s; must be finite in float32, so correct or leave empty"
              .formatted(table.place(row, column), text));
    }
    return value;
  }
}
