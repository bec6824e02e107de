package gradus.health.preflight;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * Examples that hold a number 50 times as large as the middle magnitude of its column, or a value
 * to learn 50 times as far from the middle one as the middle distance. If they are more than a
 * tenth of all, they are no exceptions, and none counts.
 *
 * @param inputs which have such a feature; none where features are row numbers
 * @param answers which have such a value to learn
 */
record FarRows(boolean[] inputs, boolean[] answers) {
  private static final double FAR = 50;
  private static final double RARE = 0.1;

  static FarRows of(Rows rows) {
    boolean[] inputs = new boolean[rows.size()];
    for (int c = 0; !rows.indices() && c < rows.width(); c++) {
      int column = c;
      mark(inputs, row -> rows.features()[row][column]);
    }
    boolean[] answers = new boolean[rows.size()];
    for (int c = 0; !rows.labelled() && c < rows.answers(); c++) {
      int column = c;
      double[] values = new double[rows.size()];
      Arrays.setAll(values, row -> rows.value(row, column));
      double middle = middle(values);
      mark(answers, row -> values[row] - middle);
    }
    return new FarRows(few(inputs), few(answers));
  }

  private static void mark(boolean[] far, IntToDoubleFunction value) {
    double[] sizes = new double[far.length];
    Arrays.setAll(sizes, i -> Math.abs(value.applyAsDouble(i)));
    double typical = middle(sizes);
    for (int i = 0; typical > 0 && i < far.length; i++) {
      far[i] |= sizes[i] > FAR * typical;
    }
  }

  private static double middle(double[] numbers) {
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
  }

  private static boolean[] few(boolean[] far) {
    return count(far) <= RARE * far.length ? far : new boolean[far.length];
  }

  static int count(boolean[] far) {
    int count = 0;
    for (boolean each : far) {
      count += each ? 1 : 0;
    }
    return count;
  }

  /** The other rows. */
  Rows near(Rows rows) {
    int[] kept = new int[rows.size()];
    int count = 0;
    for (int i = 0; i < kept.length; i++) {
      if (!inputs[i] && !answers[i]) {
        kept[count++] = i;
      }
    }
    return rows.only(Arrays.copyOf(kept, count));
  }
}
