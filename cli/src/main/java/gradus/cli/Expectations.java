package gradus.cli;

import gradus.train.metric.MetricCatalog;
import gradus.train.metric.Outputs;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What metrics must at least be, by name. */
record Expectations(Map<String, Double> values) {
  private static final String LOSS = "loss";

  /** Checks the names: a misspelt one must not be found out after hours of training. */
  Expectations {
    values.keySet().forEach(Expectations::higherIsBetter);
  }

  private static boolean higherIsBetter(String name) {
    return !name.equals(LOSS) && MetricCatalog.make(name, Outputs.logits(2)).higherIsBetter();
  }

  /** A sentence for each that was not reached. */
  List<String> missed(Map<String, Double> metrics, double loss) {
    List<String> missed = new ArrayList<>();
    values.forEach(
        (name, wanted) -> {
          Double got = name.equals(LOSS) ? Double.valueOf(loss) : metrics.get(name);
          boolean higher = higherIsBetter(name);
          if (got == null) {
            missed.add(
                name + " was not measured; measured were " + String.join(", ", metrics.keySet()));
          } else if (Double.isNaN(got) || (higher ? got < wanted : got > wanted)) {
            missed.add(
                String.format(
                    Locale.ROOT,
                    "%s is %.4f; expected %s %s",
                    name,
                    got,
                    higher ? "at least" : "at most",
                    wanted));
          }
        });
    return missed;
  }
}
