package gradus.health.preflight;

import gradus.health.Intake;
import gradus.train.data.Relevance;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How large the features are, column by column, without what lies far outside. */
final class InputColumns {
  private InputColumns() {}

  static Intake.Inputs of(Rows all, FarRows far, Optional<Intake.MissingCode> code) {
    Rows rows = far.near(all);
    int n = rows.size();
    int width = rows.width();
    double[] sums = new double[width];
    double[] squares = new double[width];
    double max = 0;
    for (float[] row : all.features()) {
      for (float x : row) {
        max = Math.max(max, Math.abs(x));
      }
    }
    for (float[] row : rows.features()) {
      for (int c = 0; c < width; c++) {
        sums[c] += row[c];
        squares[c] += (double) row[c] * row[c];
      }
    }
    double[] sizes = new double[width];
    double[] offsets = new double[width];
    int varying = 0;
    int constant = 0;
    int largest = 0;
    double most = 0;
    for (int c = 0; c < width; c++) {
      double mean = sums[c] / n;
      double rms = Math.sqrt(squares[c] / n);
      double deviation = Math.sqrt(Math.max(0, squares[c] / n - mean * mean));
      if (deviation <= 1e-6 * rms) {
        constant++;
        continue;
      }
      sizes[varying] = rms;
      offsets[varying++] = Math.abs(mean) / deviation;
      if (rms > most) {
        most = rms;
        largest = c;
      }
    }
    List<String> names = rows.data().columns();
    return new Intake.Inputs(
        all.size(),
        width,
        Math.sqrt(Arrays.stream(squares).sum() / n / width),
        max,
        middle(sizes, varying),
        most,
        names.isEmpty() ? String.valueOf(largest) : names.get(largest),
        middle(offsets, varying),
        constant,
        FarRows.count(far.inputs()),
        all.indices(),
        untelling(all),
        code);
  }

  /** How many columns tell nothing of the answers by themselves, if any tells for certain. */
  private static int untelling(Rows rows) {
    double[] relevance = rows.relevance();
    return Arrays.stream(relevance).anyMatch(z -> z >= Relevance.CERTAIN)
        ? (int) Arrays.stream(relevance).filter(z -> z < Relevance.TELLING).count()
        : 0;
  }

  private static double middle(double[] numbers, int count) {
    double[] sorted = Arrays.copyOf(numbers, count);
    Arrays.sort(sorted);
    return count == 0 ? 0 : sorted[count / 2];
  }
}
