package gradus.train.teach;

/**
 * Slopes of a loss against one element of an input, by differences.
 *
 * @param moved the loss as a function of the input
 * @param loss at the point itself
 */
record Slopes(Lesson.Moved moved, double loss) {
  private static final double[] KINK_STEPS = {1e-6, 1e-7};
  private static final double FIRST = 1e-3;
  private static final double SHRINK = 1.6;
  private static final int ROWS = 12;

  /** {@code (L(w + h) - L(w - h)) / 2h}; h is relative to {@code max(1, |w|)}. */
  double central(int element, double step) {
    return around(element, step)[2];
  }

  /**
   * The limit of central differences for h to 0, by polynomials through those of shrinking steps
   * (Neville's table), taken where the table changes least (Ridders 1982).
   */
  double extrapolated(int element) {
    double[] above = new double[0];
    double best = Double.NaN;
    double smallest = Double.POSITIVE_INFINITY;
    double step = FIRST;
    for (int row = 0; row < ROWS; row++, step /= SHRINK) {
      double[] now = new double[row + 1];
      now[0] = central(element, step);
      double power = 1;
      for (int column = 1; column <= row; column++) {
        power *= SHRINK * SHRINK;
        now[column] = (now[column - 1] * power - above[column - 1]) / (power - 1);
        double change =
            Math.max(
                Math.abs(now[column] - now[column - 1]), Math.abs(now[column] - above[column - 1]));
        if (change < smallest) {
          smallest = change;
          best = now[column];
        }
      }
      above = now;
    }
    return best;
  }

  /** Whether the slopes to the left and to the right stay apart, by as much, for a smaller step. */
  boolean kink(int element, double floor) {
    double[] gaps = new double[KINK_STEPS.length];
    double scale = floor;
    for (int i = 0; i < gaps.length; i++) {
      double[] slopes = around(element, KINK_STEPS[i]);
      gaps[i] = Math.abs(slopes[1] - slopes[0]);
      scale = Math.max(scale, Math.max(Math.abs(slopes[0]), Math.abs(slopes[1])));
    }
    return gaps[0] > 1e-3 * scale && gaps[1] > 0.5 * gaps[0];
  }

  /** Slopes to the left, to the right, and between both sides. */
  private double[] around(int element, double step) {
    double center = moved.value(element);
    double h = step * Math.max(1, Math.abs(center));
    double right = center + h;
    double left = center - h;
    double above = moved.loss(element, right);
    double below = moved.loss(element, left);
    return new double[] {
      (loss - below) / (center - left),
      (above - loss) / (right - center),
      (above - below) / (right - left)
    };
  }
}
