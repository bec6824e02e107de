package gradus.train.data.catalog;

import gradus.train.data.DataException;
import gradus.train.data.DataSplit;
import gradus.train.data.file.IdxFolder;
import java.util.List;

/**
 * A set of four IDX files in a folder.
 *
 * @param folders the names its folder may have; {@code .} for the searched folder itself
 * @param zeros how many training examples have label 0
 */
record IdxSet(List<String> folders, int zeros) implements DataSource {
  /** MNIST and Fashion-MNIST have files of the same names and sizes; the labels tell them apart. */
  private boolean isThis(IdxFolder folder) {
    try {
      int zeros = 0;
      for (byte label : folder.trainLabels().values()) {
        zeros += label == 0 ? 1 : 0;
      }
      return zeros == this.zeros;
    } catch (DataException damaged) {
      return true; // so that loading it says what is wrong
    }
  }

  @Override
  public boolean isAvailable(DataFolders searched) {
    return searched.find(folders, this::isThis).isPresent();
  }

  @Override
  public DataSplit load(DataEntry entry, DataFolders searched) {
    return searched
        .find(folders, this::isThis)
        .orElseThrow(
            () ->
                new DataException(
                    "%s: not found in %s; %s"
                        .formatted(entry.name(), searched.folders(), entry.howToGet())))
        .read(entry.name(), entry.classes(), entry.licence());
  }
}
