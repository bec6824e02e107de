package gradus.train.data;

import gradus.core.shape.Shape;

/**
 * Changes one example by chance, so that a model sees it a little different in each epoch. A pure
 * function of the example and the draws, whose key is made of (seed, epoch, example).
 */
public interface Augmentation {
  /**
   * Changes {@code values[offset .. offset + shape.count())} in place.
   *
   * @param shape of one example, channels last
   */
  void apply(float[] values, int offset, Shape shape, Draws draws);

  /**
   * Refuses examples it cannot change; called once, before the first batch.
   *
   * @throws DataException if the shape is no image where one is needed
   */
  default void check(Shape shape) {}
}
