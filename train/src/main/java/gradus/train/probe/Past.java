package gradus.train.probe;

import java.util.HashMap;
import java.util.Map;

/** What measurements need to know of earlier steps, whatever the size of their batches. */
public final class Past {
  private final Map<String, long[]> silent = new HashMap<>();
  private final Map<String, Sample> gradients = new HashMap<>();

  /** Some elements of a gradient, and the root of their mean square. */
  record Sample(float[] numbers, double rms) {}

  /** For how many samples each unit of a layer has been silent. */
  long[] silent(String path, int units) {
    return silent.computeIfAbsent(path, _ -> new long[units]);
  }

  /** The sample of a parameter's gradient in the last measured step; null if there was none. */
  Sample gradient(String parameter) {
    return gradients.get(parameter);
  }

  /**
   * Keeps the sample of a parameter's gradient for the next measured step.
   *
   * @return the one before, which nobody needs any more; null if there was none
   */
  Sample keep(String parameter, Sample gradient) {
    return gradients.put(parameter, gradient);
  }
}
