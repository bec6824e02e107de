package gradus.train.probe;

/** Reads values that live from step to step. */
@FunctionalInterface
public interface Store {
  /** Elements of a value by their positions in row-major order. */
  float[] numbers(String name, int[] positions);
}
