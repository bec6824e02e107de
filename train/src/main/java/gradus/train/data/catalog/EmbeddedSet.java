package gradus.train.data.catalog;

import gradus.train.data.DataException;
import gradus.train.data.DataSplit;
import gradus.train.data.Dataset;
import gradus.train.data.DenseFeatures;
import gradus.train.data.Labels;
import gradus.train.data.Targets;
import gradus.train.data.Values;
import gradus.train.data.table.CsvFile;
import gradus.train.data.table.Table;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * A set inside the library: a gzip CSV file of numbers with a header, the target in the last
 * column.
 *
 * @param resource the file beside this class
 * @param divisor what features are divided by
 */
record EmbeddedSet(String resource, float divisor) implements DataSource {
  @Override
  public boolean isAvailable(DataFolders folders) {
    return true;
  }

  @Override
  public DataSplit load(DataEntry entry, DataFolders folders) {
    Table table = table();
    int rows = table.rows().size();
    int width = table.columns().size() - 1;
    float[] features = new float[rows * width];
    float[] last = new float[rows];
    for (int row = 0; row < rows; row++) {
      List<String> cells = table.rows().get(row).cells();
      for (int i = 0; i < width; i++) {
        features[row * width + i] = Float.parseFloat(cells.get(i)) / divisor;
      }
      last[row] = Float.parseFloat(cells.get(width));
    }
    Targets targets =
        entry.classes().isEmpty()
            ? new Values(last, table.columns().subList(width, width + 1))
            : Labels.of(last, entry.classes());
    return DataSplit.whole(
        new Dataset(
            entry.name(),
            entry.shape(),
            new DenseFeatures(features, rows, width),
            targets,
            table.columns().subList(0, width),
            entry.licence()));
  }

  private Table table() {
    InputStream packed = EmbeddedSet.class.getResourceAsStream(resource);
    if (packed == null) {
      throw new DataException(resource + ": not in the library; use a complete jar of it");
    }
    try (InputStream in = new GZIPInputStream(packed)) {
      return CsvFile.read(in, resource, ',', true);
    } catch (IOException e) {
      throw new DataException(resource + ": damaged; use a complete jar of the library", e);
    }
  }
}
