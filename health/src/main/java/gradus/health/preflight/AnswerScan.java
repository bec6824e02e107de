package gradus.health.preflight;

import gradus.health.Intake;
import gradus.nn.loss.BinaryCrossEntropy;
import gradus.nn.loss.BinaryCrossEntropyLogits;
import gradus.nn.loss.Loss;
import gradus.train.data.Labels;
import gradus.train.data.Targets;
import gradus.train.data.Values;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** What the labels or values are like, and whether they contradict each other. */
final class AnswerScan {
  /** Of row numbers, neighbours that tell less tell nothing of the answers themselves. */
  private static final double TELLING = 0.65;

  /** Shares that are rounded sum to 1 only nearly. */
  private static final double ROUNDED = 1e-3;

  private AnswerScan() {}

  static Intake.Answers of(Rows rows, FarRows far, Loss loss) {
    Targets targets = rows.targets();
    Intake.Repeats repeats = repeats(rows);
    Rows near = far.near(rows);
    double found = Neighbours.agreement(near);
    int shift = Neighbours.shift(near, found);
    double agreement = rows.indices() && found < TELLING && shift == 0 ? Double.NaN : found;
    return switch (targets) {
      case Labels labels -> {
        double majority =
            (double) Arrays.stream(labels.counts()).max().orElse(0) / Math.max(1, labels.size());
        yield new Intake.Answers(
            labels.width(),
            labels.width(),
            majority,
            0,
            1,
            Double.NaN,
            repeats,
            agreement,
            FarRows.count(far.answers()),
            1,
            shift);
      }
      case Values values -> {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        double squares = 0;
        for (int i = 0; i < rows.size(); i++) {
          for (int c = 0; c < values.width(); c++) {
            double v = rows.value(i, c);
            least = Math.min(least, v);
            most = Math.max(most, v);
            squares += v * v;
          }
        }
        yield new Intake.Answers(
            0,
            values.width(),
            least < 0 || most > 1 ? Double.NaN : majority(rows, values.width(), loss),
            least,
            most,
            Math.sqrt(squares / rows.size() / values.width()),
            repeats,
            agreement,
            FarRows.count(far.answers()),
            uneven(rows, values.width()),
            shift);
      }
    };
  }

  /**
   * The mean over the columns of the share on the commoner side of one half; where the values of an
   * example are shares that sum to 1, and the loss does not ask for each alone, how often the
   * commonest column is the largest.
   */
  private static double majority(Rows rows, int width, Loss loss) {
    boolean alone = loss instanceof BinaryCrossEntropy || loss instanceof BinaryCrossEntropyLogits;
    if (!alone && areShares(rows, width)) {
      return largest(rows, width);
    }
    double sum = 0;
    for (int c = 0; c < width; c++) {
      double ones = 0;
      for (int i = 0; i < rows.size(); i++) {
        ones += rows.value(i, c) > 0.5 ? 1 : 0;
      }
      sum += Math.max(ones, rows.size() - ones) / rows.size();
    }
    return sum / width;
  }

  private static boolean areShares(Rows rows, int width) {
    for (int i = 0; i < rows.size() && width > 1; i++) {
      double sum = 0;
      for (int c = 0; c < width; c++) {
        sum += rows.value(i, c);
      }
      if (Math.abs(sum - 1) > ROUNDED) {
        return false;
      }
    }
    return width > 1;
  }

  private static double largest(Rows rows, int width) {
    int[] counts = new int[width];
    for (int i = 0; i < rows.size(); i++) {
      int largest = 0;
      for (int c = 1; c < width; c++) {
        largest = rows.value(i, c) > rows.value(i, largest) ? c : largest;
      }
      counts[largest]++;
    }
    return Arrays.stream(counts).max().orElse(0) / (double) Math.max(1, rows.size());
  }

  /** The deviation of the widest column over that of the narrowest that is not constant. */
  private static double uneven(Rows rows, int width) {
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (int c = 0; c < width; c++) {
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < rows.size(); i++) {
        sum += rows.value(i, c);
        squares += rows.value(i, c) * rows.value(i, c);
      }
      double mean = sum / rows.size();
      double deviation = Math.sqrt(Math.max(0, squares / rows.size() - mean * mean));
      least = deviation > 0 ? Math.min(least, deviation) : least;
      most = Math.max(most, deviation);
    }
    return most > 0 ? most / least : 1;
  }

  /** Examples that have the features of one before, and how many of these have another label. */
  private static Intake.Repeats repeats(Rows rows) {
    Intake.Repeats found = Intake.Repeats.NONE;
    if (!rows.labelled()) {
      return found;
    }
    Map<Integer, Integer> seen = new HashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      Integer first = seen.putIfAbsent(Arrays.hashCode(rows.features()[i]), i);
      if (first != null && Arrays.equals(rows.features()[first], rows.features()[i])) {
        boolean agrees = rows.label(first) == rows.label(i);
        boolean begins = !agrees && found.conflicts() == 0;
        found =
            new Intake.Repeats(
                found.count() + 1,
                found.conflicts() + (agrees ? 0 : 1),
                begins ? rows.numbers()[first] : found.one(),
                begins ? rows.numbers()[i] : found.other());
      }
    }
    return found;
  }
}
