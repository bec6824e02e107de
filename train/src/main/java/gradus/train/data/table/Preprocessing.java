package gradus.train.data.table;

import gradus.train.data.DataException;
import gradus.train.data.Imputation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * All that was learned from the training rows of a table in order to turn cells into numbers; it
 * turns the cells of new rows into numbers the same way. Stored with the model.
 */
public record Preprocessing(List<FeatureRule> features, TargetRule target) {
  /** Copies the list. */
  public Preprocessing {
    features = List.copyOf(features);
  }

  /** The number of features of a row. */
  public int width() {
    return features.stream().mapToInt(FeatureRule::width).sum();
  }

  /** The names of the features: the column, or {@code column=category}. */
  public List<String> featureNames() {
    List<String> names = new ArrayList<>();
    for (FeatureRule rule : features) {
      switch (rule) {
        case NumericRule numeric -> names.add(numeric.column());
        case CategoricalRule(String column, List<String> categories, String fill) ->
            categories.forEach(category -> names.add(column + "=" + category));
      }
    }
    return names;
  }

  /**
   * The features of all rows of a table, row-major {@code [rows, width]}. Columns are found by
   * name; others, and the target, need not be there.
   *
   * @throws DataException if a column is missing, a cell no number, or missing without stand-in
   */
  public float[] apply(Table table) {
    int width = width();
    float[] values = new float[Math.multiplyExact(table.rows().size(), width)];
    int offset = 0;
    for (FeatureRule rule : features) {
      int column = table.column(rule.column());
      for (int row = 0; row < table.rows().size(); row++) {
        put(rule, table, row, column, values, row * width + offset);
      }
      offset += rule.width();
    }
    return values;
  }

  private static void put(
      FeatureRule rule, Table table, int row, int column, float[] into, int at) {
    boolean missing = Cell.isMissing(table.cell(row, column));
    switch (rule) {
      case NumericRule(String name, double mean, double deviation, double fill, Imputation far) -> {
        refuse(missing && Double.isNaN(fill), table, row, column);
        double value = missing ? fill : far.of(Cell.number(table, row, column));
        into[at] = (float) ((value - mean) / deviation);
      }
      case CategoricalRule(String name, List<String> categories, String fill) -> {
        refuse(missing && fill.isEmpty(), table, row, column);
        int category = categories.indexOf(missing ? fill : table.cell(row, column));
        if (category >= 0) {
          into[at + category] = 1;
        }
      }
    }
  }

  private static void refuse(boolean refused, Table table, int row, int column) {
    if (refused) {
      throw new DataException(
          table.place(row, column)
              + ": the value is missing; fill it in, or train with missing: mean, median or drop");
    }
  }

  /** As maps, lists, texts and numbers, ready for JSON. */
  public Map<String, Object> toMap() {
    return PreprocessingMap.write(this);
  }

  /**
   * What {@link #toMap} wrote.
   *
   * @throws DataException if something is missing or of another kind (names it)
   */
  public static Preprocessing from(Map<String, ?> map) {
    return PreprocessingMap.read(map);
  }
}
