package gradus.train.run.source;

import java.nio.file.Path;

/** Where examples come from. */
public sealed interface DataSource
    permits SetSource, CsvSource, IdxSource, NpySource, ImageSource, InlineSource {
  /**
   * Reads and cuts the examples, not scaled yet.
   *
   * @throws gradus.train.data.DataException if they cannot be read or cut
   */
  RawData load(DataCuts cuts);

  /** The same source, its relative paths as seen from a folder. */
  DataSource in(Path folder);
}
