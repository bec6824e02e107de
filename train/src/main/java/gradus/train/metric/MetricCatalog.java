package gradus.train.metric;

import gradus.train.data.NearestName;
import gradus.train.metric.ClassScore.Average;
import gradus.train.metric.ClassScore.Kind;
import java.util.List;
import java.util.function.Function;

/** All metrics known by name in run files, in the order they are shown. */
public final class MetricCatalog {
  /**
   * One metric.
   *
   * @param name in run files
   * @param meaning one line for people
   * @param classification whether it is of class answers; otherwise of numbers
   * @param make makes it for outputs of a form
   */
  public record Entry(
      String name, String meaning, boolean classification, Function<Outputs, Metric> make) {}

  private static final List<Entry> ENTRIES =
      List.of(
          new Entry("accuracy", "part answered right", true, Accuracy::new),
          new Entry(
              "exact_match", "part of the examples with nothing wrong", true, ExactMatch::new),
          new Entry(
              "top_5", "part with the right class among the best 5", true, o -> new TopK(o, 5)),
          score(
              "precision",
              "mean over classes: of those answered, part right",
              Kind.PRECISION,
              Average.MACRO),
          score(
              "recall",
              "mean over classes: of those to find, part found",
              Kind.RECALL,
              Average.MACRO),
          score("f1", "mean over classes of the F1 score", Kind.F1, Average.MACRO),
          score(
              "precision_micro", "precision of all counts together", Kind.PRECISION, Average.MICRO),
          score("recall_micro", "recall of all counts together", Kind.RECALL, Average.MICRO),
          score("f1_micro", "F1 of all counts together", Kind.F1, Average.MICRO),
          score("precision_binary", "precision of class 1", Kind.PRECISION, Average.BINARY),
          score("recall_binary", "recall of class 1", Kind.RECALL, Average.BINARY),
          score("f1_binary", "F1 of class 1", Kind.F1, Average.BINARY),
          new Entry(
              "confusion_matrix", "which class was taken for which", true, ConfusionMatrix::new),
          new Entry("roc_auc", "chance that the right class scores higher", true, RocAuc::new),
          new Entry("log_loss", "mean of -log of the right probability", true, LogLoss::new),
          new Entry("mae", "mean absolute error", false, MeanAbsoluteError::new),
          new Entry("rmse", "root of the mean squared error", false, RootMeanSquaredError::new),
          new Entry("r2", "part of the variance explained", false, RSquared::new));

  private MetricCatalog() {}

  private static Entry score(String name, String meaning, Kind kind, Average average) {
    return new Entry(name, meaning, true, outputs -> new ClassScore(kind, average, outputs));
  }

  /** All entries; {@code top_5} stands for any {@code top_k}. */
  public static List<Entry> entries() {
    return ENTRIES;
  }

  /** Whether a metric compares numbers with numbers rather than classes. */
  public static boolean comparesNumbers(String name) {
    return ENTRIES.stream().anyMatch(e -> e.name().equals(name) && !e.classification());
  }

  /**
   * A new metric by name, {@code top_k} with any k.
   *
   * @throws IllegalArgumentException if there is none (names the nearest) or it does not fit
   */
  public static Metric make(String name, Outputs outputs) {
    if (name.matches("top_\\d{1,6}")) {
      return new TopK(outputs, Integer.parseInt(name.substring(4)));
    }
    for (Entry entry : ENTRIES) {
      if (entry.name().equals(name)) {
        return entry.make().apply(outputs);
      }
    }
    List<String> names = ENTRIES.stream().map(Entry::name).toList();
    throw new IllegalArgumentException(
        "no metric '%s'; the nearest is '%s'".formatted(name, NearestName.to(name, names)));
  }
}
