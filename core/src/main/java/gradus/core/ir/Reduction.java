package gradus.core.ir;

/** How {@link Op.Reduce} folds. */
public enum Reduction {
  /** Sum; of nothing 0. */
  SUM(0.0),
  /** Maximum; of nothing negative infinity; NaN wins. */
  MAX(Double.NEGATIVE_INFINITY);

  private final double identity;

  Reduction(double identity) {
    this.identity = identity;
  }

  /** The value of an empty fold. */
  public double identity() {
    return identity;
  }

  /** One step of the fold, in float64. */
  public double fold(double a, double b) {
    return switch (this) {
      case SUM -> a + b;
      case MAX -> Math.max(a, b);
    };
  }

  /** One step of the fold, in lanes. */
  public Word fold(LaneCode code, Word a, Word b) {
    return switch (this) {
      case SUM -> code.add(a, b);
      case MAX -> code.max(a, b);
    };
  }
}
