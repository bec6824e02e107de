package gradus.health.heal.surgery;

/** Whether two networks answer alike. */
public final class SameOutputs {
  /** How far answers may be apart, relative to the largest of them. */
  public static final double TOLERANCE = 1e-5;

  private SameOutputs() {}

  /** {@code max |a - b| / max |a|}; infinite if a number is not finite. */
  public static double distance(float[] before, float[] after) {
    if (before.length != after.length) {
      return Double.POSITIVE_INFINITY;
    }
    double largest = 0;
    double apart = 0;
    for (int i = 0; i < before.length; i++) {
      double difference = Math.abs((double) before[i] - after[i]);
      if (!Double.isFinite(difference)) {
        return Double.POSITIVE_INFINITY;
      }
      largest = Math.max(largest, Math.abs(before[i]));
      apart = Math.max(apart, difference);
    }
    return apart == 0 ? 0 : apart / largest;
  }

  /**
   * Refuses an operation that changes what a network answers.
   *
   * @throws IllegalArgumentException if answers are more than 1e-5 apart
   */
  public static void check(String operation, float[] before, float[] after) {
    double distance = distance(before, after);
    if (!(distance <= TOLERANCE)) {
      throw new IllegalArgumentException(
          operation
              + ": changes the outputs by "
              + distance
              + " of the largest; must be at most "
              + TOLERANCE);
    }
  }
}
