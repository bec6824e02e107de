package gradus.health.preflight;

import gradus.health.Intake;
import gradus.train.data.table.FeatureRule;
import gradus.train.data.table.NumericRule;
import gradus.train.run.source.PreparedData;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A number that seems to stand for missing ones: one end of a column that several examples hold,
 * while all other numbers of the column lie far away from it and near each other.
 */
final class MissingCodes {
  /** The gap between it and the others, in widths of the others. */
  private static final double FAR = 3;

  private static final int FEW = 3;
  private static final double RARE = 0.005;
  private static final double MOST = 0.5;

  /** Fewer different numbers are no measurements, so that nothing is far from them. */
  private static final int DIFFERENT = 5;

  private MissingCodes() {}

  /** That of the column in which most examples hold one. */
  static Optional<Intake.MissingCode> of(Rows rows, PreparedData data) {
    Optional<Intake.MissingCode> found = Optional.empty();
    double[] column = new double[rows.size()];
    for (int c = 0; !rows.indices() && c < rows.width(); c++) {
      int at = c;
      Arrays.setAll(column, row -> rows.features()[row][at]);
      Arrays.sort(column);
      int low = low(column);
      int count = Math.max(low, high(column));
      double share = count / (double) column.length;
      if (count > 0 && share > found.map(Intake.MissingCode::share).orElse(0.0)) {
        double code = low == count ? column[0] : column[column.length - 1];
        List<String> names = rows.data().columns();
        found =
            Optional.of(
                new Intake.MissingCode(
                    names.isEmpty() ? String.valueOf(c) : names.get(c), raw(data, c, code), share));
      }
    }
    return found;
  }

  /** How many examples hold the least number, if it is such a number; else 0. */
  private static int low(double[] sorted) {
    int n = sorted.length;
    int count = 0;
    while (count < n && sorted[count] == sorted[0]) {
      count++;
    }
    boolean some = count >= Math.max(FEW, RARE * n) && count <= MOST * n;
    return some
            && sorted[count] - sorted[0] > FAR * (sorted[n - 1] - sorted[count])
            && Arrays.stream(sorted, count, n).distinct().limit(DIFFERENT).count() == DIFFERENT
        ? count
        : 0;
  }

  private static int high(double[] sorted) {
    int n = sorted.length;
    double[] turned = new double[n];
    Arrays.setAll(turned, i -> -sorted[n - 1 - i]);
    return low(turned);
  }

  /** A scaled number as it stands in the data. */
  private static double raw(PreparedData data, int column, double scaled) {
    int width = data.split().train().shape().count();
    float[] row = new float[width];
    row[column] = (float) scaled;
    data.features().undo(row, 0, width);
    double raw = row[column];
    if (data.preprocessing() != null) {
      int at = 0;
      for (FeatureRule rule : data.preprocessing().features()) {
        if (at == column && rule instanceof NumericRule numeric) {
          raw = raw * numeric.deviation() + numeric.mean();
        }
        at += rule.width();
      }
    }
    // Floats scaled and back are off by some millionths.
    double whole = Math.rint(raw);
    return Math.abs(raw - whole) <= 1e-5 * Math.abs(raw) ? whole : raw;
  }
}
