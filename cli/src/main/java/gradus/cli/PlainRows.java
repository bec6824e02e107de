package gradus.cli;

import gradus.core.shape.Shape;
import gradus.train.data.DataException;
import gradus.train.data.table.Table;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A table whose rows are the numbers of examples: by the names of the features if its header has
 * all of them, else in order.
 */
record PlainRows(Table table, List<String> names) {
  /** The numbers of all rows. */
  float[] values(Shape example) {
    int width = example.count();
    int[] columns = columns(width);
    float[] values = new float[Math.multiplyExact(table.rows().size(), width)];
    for (int row = 0; row < table.rows().size(); row++) {
      List<String> cells = table.rows().get(row).cells();
      for (int i = 0; i < width; i++) {
        values[row * width + i] = number(row, cells, columns[i]);
      }
    }
    return values;
  }

  private int[] columns(int width) {
    if (names.size() == width && new HashSet<>(table.columns()).containsAll(names)) {
      return names.stream().mapToInt(table.columns()::indexOf).toArray();
    }
    if (table.columns().size() != width) {
      throw new DataException(
          "%s: got %d columns; must be the %d numbers of an example%s"
              .formatted(
                  table.source(),
                  table.columns().size(),
                  width,
                  names.size() == width && width <= 40 ? ": " + String.join(", ", names) : ""));
    }
    return IntStream.range(0, width).toArray();
  }

  private float number(int row, List<String> cells, int column) {
    String cell = cells.get(column);
    try {
      return Float.parseFloat(cell.strip());
    } catch (NumberFormatException e) {
      throw new DataException(
          "%s:%d: column %s: got '%s'; must be a number"
              .formatted(
                  table.source(), table.rows().get(row).line(), table.columns().get(column), cell),
          e);
    }
  }
}
