package gradus.train.teach;

import gradus.core.shape.Shape;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/** Numbers in rows and columns, six digits that count. */
final class NumberTable {
  private static final int ROWS = 8;
  private static final int COLUMNS = 12;

  private NumberTable() {}

  /** The lines of a tensor: a row of the last axis each; what is too large is cut with "…". */
  static List<String> of(String name, Shape shape, double[] values) {
    int width = shape.rank() == 0 ? 1 : Math.max(1, shape.size(-1));
    int rows = values.length / width;
    List<List<String>> cells = new ArrayList<>();
    int longest = 0;
    for (int i = 0; i < Math.min(rows, ROWS); i++) {
      List<String> row = new ArrayList<>();
      for (int j = 0; j < Math.min(width, COLUMNS); j++) {
        row.add(number(values[i * width + j]));
        longest = Math.max(longest, row.getLast().length());
      }
      cells.add(row);
    }
    List<String> lines = new ArrayList<>();
    String lead = name + " = ";
    for (List<String> row : cells) {
      StringBuilder line = new StringBuilder(lines.isEmpty() ? lead : " ".repeat(lead.length()));
      for (String cell : row) {
        line.append(" ".repeat(longest - cell.length())).append(cell).append("  ");
      }
      lines.add((width > COLUMNS ? line + "…" : line.toString()).stripTrailing());
    }
    if (rows > ROWS) {
      lines.add(" ".repeat(lead.length()) + "… (" + rows + " rows)");
    }
    return lines;
  }

  /** For example {@code 0.731059}, {@code −12.5}, {@code 3.2e-9}. */
  static String number(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(6));
    if (rounded.signum() == 0) {
      return "0";
    }
    rounded = rounded.stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    String text =
        exponent >= -4 && exponent < 7
            ? rounded.toPlainString()
            : rounded.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
    return text.startsWith("-") ? "−" + text.substring(1) : text;
  }
}
