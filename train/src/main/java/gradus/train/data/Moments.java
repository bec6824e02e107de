package gradus.train.data;

/**
 * Mean, standard deviation (biased), smallest and largest of each column, in one pass in float64
 * (Welford 1962). Values at equal positions modulo the width share a column.
 */
final class Moments {
  private final long[] count;
  private final double[] mean;
  private final double[] squares;
  private final float[] smallest;
  private final float[] largest;

  Moments(int width) {
    count = new long[width];
    mean = new double[width];
    squares = new double[width];
    smallest = new float[width];
    largest = new float[width];
  }

  void add(float[] row) {
    int width = mean.length;
    for (int i = 0; i < row.length; i++) {
      int c = i % width;
      float value = row[i];
      boolean first = count[c]++ == 0;
      double before = value - mean[c];
      mean[c] += before / count[c];
      squares[c] += before * (value - mean[c]);
      smallest[c] = first ? value : Math.min(smallest[c], value);
      largest[c] = first ? value : Math.max(largest[c], value);
    }
  }

  float[] means() {
    float[] means = new float[mean.length];
    for (int c = 0; c < means.length; c++) {
      means[c] = (float) mean[c];
    }
    return means;
  }

  float[] deviations() {
    float[] deviations = new float[mean.length];
    for (int c = 0; c < deviations.length; c++) {
      deviations[c] = orOne((float) Math.sqrt(squares[c] / count[c]), (float) mean[c]);
    }
    return deviations;
  }

  float[] smallest() {
    return smallest.clone();
  }

  float[] ranges() {
    float[] ranges = new float[mean.length];
    for (int c = 0; c < ranges.length; c++) {
      ranges[c] = orOne(largest[c] - smallest[c], 0);
    }
    return ranges;
  }

  /** A spread that is only rounding noise of the mean would blow a constant column up. */
  private static float orOne(float spread, float mean) {
    return spread > 1e-7f * Math.abs(mean) ? spread : 1;
  }
}
