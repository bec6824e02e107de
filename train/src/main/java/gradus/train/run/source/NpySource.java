package gradus.train.run.source;

import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import gradus.train.data.DataException;
import gradus.train.data.DataSplit;
import gradus.train.data.Dataset;
import gradus.train.data.file.NpyArray;
import gradus.train.data.file.NpyData;
import gradus.train.data.file.NpyFile;
import java.nio.file.Path;
import java.util.List;

/**
 * Arrays of npy files: features {@code [n, shape..]}, labels {@code [n]} or values {@code [n,
 * width]}.
 *
 * @param train the features of the training part
 * @param trainLabels its labels or values
 * @param test the features of the test part; null for none
 * @param testLabels its labels or values
 * @param regression whether values are learned, not classes
 * @param classes the number of classes; 0 for the largest label + 1
 */
public record NpySource(
    String train,
    String trainLabels,
    String test,
    String testLabels,
    boolean regression,
    int classes)
    implements DataSource {
  private static final List<String> TASKS = List.of("classification", "regression");

  /** Its line in the catalog. */
  static final Entry<DataSource> ENTRY =
      Entry.of(
          "npy",
          NpySource.class,
          "arrays of npy files: features [n, shape..], labels [n] or values [n, width]",
          List.of(
              Setting.text("train", "train_data.npy", "features of the training part"),
              Setting.text("train_labels", "train_labels.npy", "its labels or values"),
              Setting.text("test", null, "features of the test part"),
              Setting.text("test_labels", null, "its labels or values"),
              Setting.choice("task", TASKS, "classification", "what is learned"),
              Setting.whole("classes", 0, 0, "number of classes; 0: the largest label + 1")),
          s ->
              new NpySource(
                  s.text("train"),
                  s.text("train_labels"),
                  s.text("test"),
                  s.text("test_labels"),
                  s.text("task").equals("regression"),
                  s.whole("classes")),
          x ->
              Settings.of(
                  "train", x.train(),
                  "train_labels", x.trainLabels(),
                  "test", x.test(),
                  "test_labels", x.testLabels(),
                  "task", x.regression() ? "regression" : "classification",
                  "classes", x.classes()));

  /** Checks that the test part has both or none of its files. */
  public NpySource {
    if ((test == null) != (testLabels == null)) {
      throw new IllegalArgumentException(
          "got one of 'test' and 'test_labels'; must be both or none of them");
    }
  }

  @Override
  public RawData load(DataCuts cuts) {
    Dataset learned = part(train, trainLabels, classes);
    if (test == null) {
      return RawData.of(cuts.apply(DataSplit.whole(learned)));
    }
    Dataset tested = part(test, testLabels, regression ? 0 : learned.targets().width());
    if (!tested.shape().equals(learned.shape())) {
      throw new DataException(
          "%s: got examples of shape %s; must be %s as in %s"
              .formatted(test, tested.shape(), learned.shape(), train));
    }
    return RawData.of(cuts.apply(DataSplit.of(learned, tested)));
  }

  private Dataset part(String features, String targets, int width) {
    Path file = Path.of(features);
    NpyArray values = NpyFile.read(file);
    NpyArray wanted = NpyFile.read(Path.of(targets));
    String name = String.valueOf(file.getFileName());
    return regression
        ? NpyData.regression(name, values, wanted)
        : NpyData.classification(name, values, wanted, width);
  }

  @Override
  public NpySource in(Path base) {
    return new NpySource(
        Folders.resolve(base, train),
        Folders.resolve(base, trainLabels),
        Folders.resolve(base, test),
        Folders.resolve(base, testLabels),
        regression,
        classes);
  }
}
