package gradus.train.golden;

import java.util.Map;

/** An operation that gives plain float64 numbers, such as a schedule; compared once. */
@FunctionalInterface
interface NumberOperation {
  Map<String, double[]> apply(GoldenCase golden);

  /** The accuracy that is asked for, relative to the scale. */
  default double tolerance() {
    return 1e-9;
  }
}
