package gradus.train.probe;

import java.util.HashMap;
import java.util.Map;

/** What measurements need to know of earlier steps, whatever the size of their batches. */
public final class Past {
  private final Map<String, long[]> silent = new HashMap<>();
  private final Map<String, float[]> gradients = new HashMap<>();

  /** For how many samples each unit of a layer has been silent. */
  long[] silent(String path, int units) {
    return silent.computeIfAbsent(path, _ -> new long[units]);
  }

  /** The sample of a parameter's gradient in the last measured step; null if there was none. */
  float[] exchange(String parameter, float[] gradient) {
    return gradients.put(parameter, gradient);
  }
}
