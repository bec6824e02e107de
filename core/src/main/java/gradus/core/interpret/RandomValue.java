package gradus.core.interpret;

import gradus.core.ir.RandomBits;
import gradus.core.ir.ScalarLanes;

/** Uniform numbers, by the same hash as in lanes. */
final class RandomValue {
  private RandomValue() {}

  static double uniform(int index, int key0, int key1, int salt) {
    ScalarLanes code = new ScalarLanes();
    return ScalarLanes.floatOf(
        RandomBits.uniform(
            code, code.integer(index), code.integer(key0), code.integer(key1), salt));
  }
}
