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
  /** The least gap between it and the others, in widths of the others. */
  private static final double FAR = 3;

  /** Who writes a number for a missing one takes a whole one, or one that is farther away still. */
  private static final double BROKEN_FAR = 30;

  /** Numbers of this size break more than a column. */
  private static final double ABSURD = 1e12;

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
    for (int c = 0; column.length > 0 && !rows.indices() && c < rows.width(); c++) {
      int at = c;
      Arrays.setAll(column, row -> rows.features()[row][at]);
      Arrays.sort(column);
      double[] turned = new double[column.length];
      Arrays.setAll(turned, i -> -column[column.length - 1 - i]);
      int low = count(column, raw(data, c, column[0]));
      int high = count(turned, raw(data, c, -turned[0]));
      double share = Math.max(low, high) / (double) column.length;
      if (share > found.map(Intake.MissingCode::share).orElse(0.0)) {
        double code = raw(data, c, low >= high ? column[0] : -turned[0]);
        List<String> names = rows.data().columns();
        String name = names.isEmpty() ? String.valueOf(c) : names.get(c);
        found = Optional.of(new Intake.MissingCode(name, code, share));
      }
    }
    return found;
  }

  /**
   * How many examples hold the least number, if it is such a number; else 0.
   *
   * @param raw that number as it stands in the data
   */
  private static int count(double[] sorted, double raw) {
    int n = sorted.length;
    int count = 0;
    while (count < n && sorted[count] == sorted[0]) {
      count++;
    }
    if (count < Math.max(FEW, RARE * n) || count > MOST * n || !(Math.abs(raw) < ABSURD)) {
      return 0;
    }
    double far = raw == Math.rint(raw) ? FAR : BROKEN_FAR;
    boolean apart = sorted[count] - sorted[0] > far * (sorted[n - 1] - sorted[count]);
    return apart && Arrays.stream(sorted, count, n).distinct().limit(DIFFERENT).count() == DIFFERENT
        ? count
        : 0;
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
