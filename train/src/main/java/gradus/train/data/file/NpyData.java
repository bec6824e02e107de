package gradus.train.data.file;

import gradus.core.shape.Shape;
import gradus.train.data.DataException;
import gradus.train.data.DataSplit;
import gradus.train.data.Dataset;
import gradus.train.data.DenseFeatures;
import gradus.train.data.Labels;
import gradus.train.data.Targets;
import gradus.train.data.Values;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Data sets of npy arrays: features {@code [n, shape...]}; targets {@code [n]} or {@code [n, 1]}
 * whole numbers for classes, {@code [n]} or {@code [n, width]} numbers for a regression.
 */
public final class NpyData {
  private NpyData() {}

  /**
   * Features with class labels; the classes are called 0, 1 and so on.
   *
   * @param classes the number of classes; 0 takes the largest label + 1
   * @throws DataException if shapes do not fit, a label is not whole, negative or too large
   */
  public static Dataset classification(
      String name, NpyArray features, NpyArray labels, int classes) {
    if (labels.shape().rank() != 1 && labels.shape().count() != labels.shape().size(0)) {
      throw new DataException(name + ": got labels of shape " + labels.shape() + "; must be [n]");
    }
    float[] numbers = labels.floats();
    int count = classes;
    for (int i = 0; classes == 0 && i < numbers.length; i++) {
      count = Math.max(count, (int) numbers[i] + 1);
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add(Integer.toString(i));
    }
    return dataset(name, features, Labels.of(numbers, names));
  }

  /**
   * Features with values to learn; their columns are called y0, y1 and so on.
   *
   * @throws DataException if shapes do not fit or a value is not finite
   */
  public static Dataset regression(String name, NpyArray features, NpyArray values) {
    if (values.shape().rank() == 0 || values.shape().rank() > 2) {
      throw new DataException(
          name + ": got values of shape " + values.shape() + "; must be [n] or [n, width]");
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < (values.shape().rank() == 1 ? 1 : values.shape().size(1)); i++) {
      names.add("y" + i);
    }
    return dataset(name, features, Values.of(name, values.floats(), names));
  }

  private static Dataset dataset(String name, NpyArray features, Targets targets) {
    if (features.shape().rank() < 2) {
      throw new DataException(
          name + ": got features of shape " + features.shape() + "; must be [n, ...]");
    }
    Shape shape = features.shape().slice(1, features.shape().rank());
    DenseFeatures rows =
        new DenseFeatures(features.floats(), features.shape().size(0), shape.count());
    return new Dataset(name, shape, rows, targets, List.of(), "");
  }

  /**
   * Reads {@code train_data.npy} and {@code train_labels.npy} of a folder, and {@code
   * test_data.npy} and {@code test_labels.npy} as official test part if they are there.
   *
   * @throws DataException if a file is missing or does not fit
   */
  public static DataSplit classificationFolder(Path folder) {
    String name = String.valueOf(folder.getFileName());
    NpyArray labels = NpyFile.read(folder.resolve("train_labels.npy"));
    Dataset train = classification(name, NpyFile.read(folder.resolve("train_data.npy")), labels, 0);
    if (!Files.exists(folder.resolve("test_data.npy"))) {
      return DataSplit.whole(train);
    }
    Dataset test =
        classification(
            name,
            NpyFile.read(folder.resolve("test_data.npy")),
            NpyFile.read(folder.resolve("test_labels.npy")),
            train.labels().classes().size());
    if (!test.shape().equals(train.shape())) {
      throw new DataException(
          "%s: got test examples of shape %s; must be %s like the training ones"
              .formatted(folder, test.shape(), train.shape()));
    }
    return DataSplit.of(train, test);
  }
}
