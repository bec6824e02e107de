package gradus.train.data;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Copies a batch to the off-heap memory of a step. */
public final class SegmentBatch {
  private SegmentBatch() {}

  /**
   * Copies the examples of a batch: features as float32, targets as int32 labels or float32 values.
   *
   * @param featureWidth the number of values of one example
   * @param valueWidth the number of values of one target; ignored for class labels
   */
  public static void copy(
      Batch batch,
      int featureWidth,
      int valueWidth,
      MemorySegment features,
      MemorySegment targets) {
    int n = batch.size();
    MemorySegment.copy(batch.features(), 0, features, ValueLayout.JAVA_FLOAT, 0, n * featureWidth);
    if (batch.labelled()) {
      MemorySegment.copy(batch.labels(), 0, targets, ValueLayout.JAVA_INT, 0, n);
    } else {
      MemorySegment.copy(batch.values(), 0, targets, ValueLayout.JAVA_FLOAT, 0, n * valueWidth);
    }
  }
}
