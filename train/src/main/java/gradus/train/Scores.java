package gradus.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How good a model is on some examples.
 *
 * @param loss the mean loss
 * @param metrics name to value, in order
 */
public record Scores(double loss, Map<String, Double> metrics) {
  /** Keeps a copy, in order. */
  public Scores {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }
}
