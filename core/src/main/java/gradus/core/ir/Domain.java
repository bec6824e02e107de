package gradus.core.ir;

/**
 * Where an elementwise operation is smooth and of moderate size: the interval that tests draw from,
 * with points to keep away from.
 */
public record Domain(double low, double high, double... kinks) {
  /** The interval [-3, 3] without kinks. */
  static final Domain SMOOTH = new Domain(-3, 3);

  /** The interval [-3, 3] with a kink at 0. */
  static final Domain KINK_AT_ZERO = new Domain(-3, 3, 0);

  /** The interval [0.1, 4]. */
  static final Domain POSITIVE = new Domain(0.1, 4);
}
