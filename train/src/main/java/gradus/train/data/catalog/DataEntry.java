package gradus.train.data.catalog;

import gradus.core.shape.Shape;
import gradus.train.data.DataSplit;
import gradus.train.data.Scaling;
import java.util.List;

/**
 * One data set of the catalog, with all that can be said before reading it.
 *
 * @param name in run files, for example {@code digits}
 * @param title one line for people
 * @param classes the names of the classes; empty for a regression
 * @param train the number of training examples
 * @param test the number of examples in the official test part; 0 if it has none
 * @param shape of one example
 * @param scaling of features that suits most models
 * @param targetScaling of values to learn that suits most models
 * @param licence who may use the data and how
 * @param howToGet what to do if it is not here
 */
public record DataEntry(
    String name,
    String title,
    List<String> classes,
    int train,
    int test,
    Shape shape,
    Scaling scaling,
    Scaling targetScaling,
    String licence,
    String howToGet,
    DataSource source) {

  /** {@code classification} or {@code regression}. */
  public String task() {
    return classes.isEmpty() ? "regression" : "classification";
  }

  /** Whether {@link #load} will find it. */
  public boolean isAvailable(DataFolders folders) {
    return source.isAvailable(folders);
  }

  /**
   * Reads the set: training part, empty validation part, official test part or an empty one.
   *
   * @throws gradus.train.data.DataException if it is not here (says how to get it) or damaged
   */
  public DataSplit load(DataFolders folders) {
    return source.load(this, folders);
  }
}
