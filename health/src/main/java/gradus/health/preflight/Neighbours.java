package gradus.health.preflight;

import gradus.train.data.Relevance;

/**
 * How well the nearest neighbours of an example foretell its answer: a network can hardly learn
 * what they say nothing about (Cover and Hart 1967: the error of the nearest neighbour is at most
 * twice that of the best classifier). Row numbers of tables are near where most of them are equal.
 * Where all columns together tell little, those count that tell something by themselves, for many
 * columns of noise hide a few others.
 */
final class Neighbours {
  private static final int ROWS = 400;
  private static final int LEAST = 60;
  private static final int NEAREST = 5;
  private static final long WORK = 60_000_000L;
  private static final double NOTHING = 0.1;
  private static final double MUCH = 0.3;
  private static final int[] SHIFTS = {-1, 1, -2, 2};

  private Neighbours() {}

  /** 1 for always, 0 for no better than by chance; NaN for too few examples. */
  static double agreement(Rows rows) {
    double found = agreement(rows, scales(rows));
    return found < MUCH ? Math.max(found, clearer(rows, found)) : found;
  }

  /** The same by the columns alone that tell something for certain, if there are others. */
  private static double clearer(Rows rows, double found) {
    double[] relevance = rows.relevance();
    double[] scales = scales(rows);
    int telling = 0;
    for (int c = 0; c < relevance.length; c++) {
      if (relevance[c] >= Relevance.CERTAIN) {
        telling++;
      } else {
        scales[c] = 0;
      }
    }
    return telling > 0 && telling < relevance.length ? agreement(rows, scales) : found;
  }

  private static double agreement(Rows rows, double[] scales) {
    int width = Math.max(1, rows.width());
    int n = (int) Math.min(Math.min(ROWS, rows.size()), Math.sqrt(WORK / (double) width));
    if (n < LEAST) {
      return Double.NaN;
    }
    int step = rows.size() / n;
    double error = 0;
    double blind = 0;
    double[] means = means(rows);
    for (int i = 0; i < n; i++) {
      int row = i * step;
      int[] near = nearest(rows, row, n, step, scales);
      if (rows.labelled()) {
        int own = rows.label(row);
        int same = 0;
        for (int other : near) {
          same += rows.label(other) == own ? 1 : 0;
        }
        error += 1 - same / (double) NEAREST;
        blind += 1 - means[own];
      } else {
        for (int c = 0; c < rows.answers(); c++) {
          double sum = 0;
          for (int other : near) {
            sum += rows.value(other, c);
          }
          double own = rows.value(row, c);
          error += Math.pow(own - sum / NEAREST, 2) / (1 + 1.0 / NEAREST);
          blind += Math.pow(own - means[c], 2);
        }
      }
    }
    return blind <= 0 ? Double.NaN : Math.max(0, 1 - error / blind);
  }

  /**
   * By how many examples the answers are shifted: the least distance at which neighbours tell much
   * of them, if they tell nothing of them where they stand; 0 if there is none.
   */
  static int shift(Rows rows, double agreement) {
    if (!(agreement < NOTHING)) {
      return 0;
    }
    for (int distance : SHIFTS) {
      if (agreement(rows.answeredFrom(distance)) >= MUCH) {
        return distance;
      }
    }
    return 0;
  }

  private static int[] nearest(Rows rows, int row, int n, int step, double[] scales) {
    int[] near = new int[NEAREST];
    double[] far = new double[NEAREST];
    java.util.Arrays.fill(far, Double.POSITIVE_INFINITY);
    for (int j = 0; j < n; j++) {
      int other = j * step;
      if (other == row) {
        continue;
      }
      double distance = distance(rows, row, other, scales, far[NEAREST - 1]);
      for (int k = NEAREST - 1; k >= 0 && distance < far[k]; k--) {
        if (k < NEAREST - 1) {
          far[k + 1] = far[k];
          near[k + 1] = near[k];
        }
        far[k] = distance;
        near[k] = other;
      }
    }
    return near;
  }

  private static double distance(Rows rows, int a, int b, double[] scales, double enough) {
    float[] x = rows.features()[a];
    float[] y = rows.features()[b];
    double sum = 0;
    for (int c = 0; c < x.length && sum < enough; c++) {
      double d = rows.indices() ? (x[c] == y[c] ? 0 : 1) : (x[c] - y[c]) * scales[c];
      sum += d * d;
    }
    return sum;
  }

  /** One over the deviation of each column, so that all count alike; images as they are. */
  private static double[] scales(Rows rows) {
    double[] scales = new double[rows.width()];
    java.util.Arrays.fill(scales, 1);
    if (rows.data().shape().rank() > 1) {
      return scales;
    }
    for (int c = 0; c < scales.length; c++) {
      double sum = 0;
      double squares = 0;
      for (float[] row : rows.features()) {
        sum += row[c];
        squares += (double) row[c] * row[c];
      }
      double mean = sum / rows.size();
      double variance = squares / rows.size() - mean * mean;
      scales[c] = variance > 1e-12 * squares / rows.size() ? 1 / Math.sqrt(variance) : 0;
    }
    return scales;
  }

  /** Shares of classes, or means of values. */
  private static double[] means(Rows rows) {
    double[] means = new double[rows.answers()];
    for (int i = 0; i < rows.size(); i++) {
      if (rows.labelled()) {
        means[rows.label(i)] += 1.0 / rows.size();
      } else {
        for (int c = 0; c < means.length; c++) {
          means[c] += rows.value(i, c) / (double) rows.size();
        }
      }
    }
    return means;
  }
}
