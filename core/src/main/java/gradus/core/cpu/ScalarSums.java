package gradus.core.cpu;

/** Sums as they are defined. */
record ScalarSums() implements Sums {
  @Override
  public double sum(float[] x) {
    double[] parts = new double[PARTS];
    for (int i = 0; i < x.length; i++) {
      parts[i % PARTS] += x[i];
    }
    return Sums.fold(parts);
  }

  @Override
  public double dot(float[] a, float[] b) {
    double[] parts = new double[PARTS];
    for (int i = 0; i < a.length; i++) {
      parts[i % PARTS] += (double) a[i] * b[i];
    }
    return Sums.fold(parts);
  }

  @Override
  public double distance(float[] a, float[] b) {
    double[] parts = new double[PARTS];
    for (int i = 0; i < a.length; i++) {
      double difference = a[i] - b[i];
      parts[i % PARTS] += difference * difference;
    }
    return Sums.fold(parts);
  }

  @Override
  public int largest(float[] x) {
    int largest = 0;
    for (float each : x) {
      largest = Math.max(largest, Sums.magnitude(each));
    }
    return largest;
  }

  @Override
  public int smallest(float[] x) {
    int below = Integer.MAX_VALUE;
    for (float each : x) {
      below = Math.min(below, Sums.magnitude(each) - 1 & Integer.MAX_VALUE);
    }
    return below == Integer.MAX_VALUE ? below : below + 1;
  }
}
