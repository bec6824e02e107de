package gradus.train.metric;

import gradus.train.data.Batch;

/** A measure over batches: accumulates, then gives its exact value over all it has seen. */
public interface Metric {
  /** The name in run files and logs, for example {@code accuracy}. */
  String name();

  /** Whether a larger value is a better one. */
  boolean higherIsBetter();

  /**
   * Takes the model's outputs for a batch.
   *
   * @param outputs row-major, one row an example; what is beyond the batch's size is not looked at
   * @throws IllegalArgumentException if there are too few outputs for the batch
   */
  void accumulate(float[] outputs, Batch batch);

  /** The value over all batches since the last reset; NaN if it has none. */
  double value();

  /** Forgets all batches. */
  void reset();
}
