package gradus.train.data.table;

import gradus.train.data.DataException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Which columns of a table are features, of which kind, and which are targets.
 *
 * @param kinds one a column; targets are IGNORE
 * @param targets the positions of the target columns
 * @param classification whether the target is a class
 */
record TableColumns(List<ColumnKind> kinds, List<Integer> targets, boolean classification) {
  private static final double MOSTLY = 0.9;
  private static final int FEW_CLASSES = 20;

  static TableColumns of(Table table, TableOptions options) {
    List<Integer> targets = options.targets().stream().map(table::column).distinct().toList();
    if (targets.isEmpty()) {
      throw new DataException(table.source() + ": no target column given; name the one to learn");
    }
    ColumnKind[] given = new ColumnKind[table.columns().size()];
    for (Map.Entry<String, ColumnKind> kind : options.kinds().entrySet()) {
      given[table.column(kind.getKey())] = kind.getValue();
    }
    List<ColumnKind> kinds = new ArrayList<>();
    for (int c = 0; c < given.length; c++) {
      ColumnKind inferred = given[c] == null ? infer(table, c) : given[c];
      kinds.add(targets.contains(c) ? ColumnKind.IGNORE : inferred);
    }
    if (kinds.stream().allMatch(kind -> kind == ColumnKind.IGNORE)) {
      throw new DataException(table.source() + ": no feature column is left; ignore fewer columns");
    }
    return new TableColumns(kinds, targets, isClassification(table, options, targets));
  }

  /** A column with a few texts among numbers is numeric, so that a slip is found, not learned. */
  private static ColumnKind infer(Table table, int column) {
    int present = 0;
    int numbers = 0;
    for (Table.Row row : table.rows()) {
      String text = row.cells().get(column);
      if (!Cell.isMissing(text)) {
        present++;
        numbers += Cell.isNumber(text) ? 1 : 0;
      }
    }
    return numbers >= MOSTLY * present ? ColumnKind.NUMERIC : ColumnKind.CATEGORICAL;
  }

  private static boolean isClassification(
      Table table, TableOptions options, List<Integer> targets) {
    boolean classification =
        switch (options.task()) {
          case CLASSIFICATION -> true;
          case REGRESSION -> false;
          case AUTO -> targets.size() == 1 && looksLikeClasses(table, targets.getFirst());
        };
    if (classification && targets.size() > 1) {
      throw new DataException(
          table.source() + ": got " + targets.size() + " target columns; a class needs one");
    }
    return classification;
  }

  private static boolean looksLikeClasses(Table table, int column) {
    if (infer(table, column) == ColumnKind.CATEGORICAL) {
      return true;
    }
    TreeSet<String> different = new TreeSet<>();
    for (Table.Row row : table.rows()) {
      different.add(row.cells().get(column));
    }
    return different.size() <= FEW_CLASSES
        && different.stream().allMatch(text -> Cell.isMissing(text) || text.matches("-?\\d+"));
  }
}
