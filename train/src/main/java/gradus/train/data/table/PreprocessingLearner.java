package gradus.train.data.table;

import gradus.train.data.DataException;
import gradus.train.data.Imputation;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Learns the rule of one feature column from training rows. */
final class PreprocessingLearner {
  private static final int MANY = 256;

  private final Table rows;
  private final TableOptions options;

  PreprocessingLearner(Table rows, TableOptions options) {
    this.rows = rows;
    this.options = options;
  }

  /**
   * What a column of numbers teaches.
   *
   * @param far what stands in for numbers far outside, which teach nothing
   */
  NumericRule numeric(int column, Imputation far) {
    double[] values = new double[rows.rows().size()];
    int n = 0;
    for (int row = 0; row < values.length; row++) {
      double value =
          Cell.isMissing(rows.cell(row, column)) ? Double.NaN : Cell.number(rows, row, column);
      if (!Double.isNaN(value) && !far.replaces(value)) {
        values[n++] = value;
      }
    }
    String name = rows.columns().get(column);
    if (n == 0) {
      throw noValue(name);
    }
    values = Arrays.copyOf(values, n);
    double mean = Arrays.stream(values).average().orElseThrow();
    double fill =
        switch (options.missing()) {
          case ERROR, DROP -> Double.NaN;
          case MEAN -> mean;
          case MEDIAN -> median(values);
        };
    if (!options.standardize()) {
      return new NumericRule(name, 0, 1, fill, far);
    }
    return new NumericRule(name, mean, deviation(values, mean), fill, far);
  }

  private static double deviation(double[] values, double mean) {
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    double deviation = Math.sqrt(squares / values.length);
    return deviation > 1e-12 * Math.abs(mean) ? deviation : 1;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  CategoricalRule categorical(int column) {
    TreeMap<String, Integer> counts = new TreeMap<>();
    for (Table.Row row : rows.rows()) {
      String text = row.cells().get(column);
      if (!Cell.isMissing(text)) {
        counts.merge(text, 1, Integer::sum);
      }
    }
    String name = rows.columns().get(column);
    if (counts.isEmpty()) {
      throw noValue(name);
    }
    if (counts.size() > MANY && counts.size() > rows.rows().size() / 2) {
      throw new DataException(
          "%s: column '%s' has %d different texts in %d rows, so it says nothing; set it to ignore"
              .formatted(rows.source(), name, counts.size(), rows.rows().size()));
    }
    String fill =
        switch (options.missing()) {
          case ERROR, DROP -> "";
          case MEAN, MEDIAN -> mostFrequent(counts);
        };
    return new CategoricalRule(name, counts.keySet().stream().toList(), fill);
  }

  private static String mostFrequent(Map<String, Integer> counts) {
    String best = "";
    int most = 0;
    for (Map.Entry<String, Integer> entry : counts.entrySet()) {
      if (entry.getValue() > most) {
        most = entry.getValue();
        best = entry.getKey();
      }
    }
    return best;
  }

  private DataException noValue(String name) {
    return new DataException(
        "%s: column '%s' has no value in the training part; set it to ignore"
            .formatted(rows.source(), name));
  }
}
