package gradus.train.data.table;

import gradus.train.data.DataException;
import gradus.train.data.NearestName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Text cells in named columns.
 *
 * @param source where the table came from, for messages
 * @param columns the names of the columns
 */
public record Table(String source, List<String> columns, List<Row> rows) {
  /**
   * One row.
   *
   * @param line its line in the file, from 1
   */
  public record Row(long line, List<String> cells) {}

  /** Copies the lists. */
  public Table {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /**
   * The position of a column given by its name, or by its number as text ({@code -1} is the last).
   *
   * @throws DataException if there is no such column (names the nearest)
   */
  public int column(String nameOrNumber) {
    int position = columns.indexOf(nameOrNumber);
    if (position < 0 && nameOrNumber.matches("-?\\d{1,6}")) {
      int number = Integer.parseInt(nameOrNumber);
      position = number < 0 ? number + columns.size() : number;
      if (position < 0 || position >= columns.size()) {
        throw new DataException(
            "%s: no column number %s; must be in 0..%d, or a name"
                .formatted(source, nameOrNumber, columns.size() - 1));
      }
    }
    if (position < 0) {
      throw new DataException(
          "%s: no column '%s'; the nearest is '%s'"
              .formatted(source, nameOrNumber, NearestName.to(nameOrNumber, columns)));
    }
    return position;
  }

  /** The cell in a row and column, for messages: {@code file.csv: line 7, column 'age'}. */
  String place(int row, int column) {
    return "%s: line %d, column '%s'".formatted(source, rows.get(row).line(), columns.get(column));
  }

  String cell(int row, int column) {
    return rows.get(row).cells().get(column);
  }

  /**
   * The rows with the cells of some columns taken from so many rows further on; rows without such
   * cells are left out.
   *
   * @throws DataException if no row would be left
   */
  public Table withCellsFrom(List<Integer> columns, int distance) {
    if (Math.abs((long) distance) >= rows.size()) {
      throw new DataException(
          "%s: got labels from %d rows further on; must be less than the %d rows"
              .formatted(source, distance, rows.size()));
    }
    List<Row> moved = new ArrayList<>();
    for (int i = Math.max(0, -distance); i < rows.size() - Math.max(0, distance); i++) {
      List<String> cells = new ArrayList<>(rows.get(i).cells());
      for (int column : columns) {
        cells.set(column, rows.get(i + distance).cells().get(column));
      }
      moved.add(new Row(rows.get(i).line(), cells));
    }
    return new Table(source, this.columns, moved);
  }

  /** The rows with the given numbers. */
  Table pick(int[] numbers) {
    return new Table(source, columns, Arrays.stream(numbers).mapToObj(rows::get).toList());
  }
}
