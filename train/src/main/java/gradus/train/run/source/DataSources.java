package gradus.train.run.source;

import gradus.nn.config.Catalog;
import java.util.List;

/** All sources of data by name. */
public final class DataSources {
  /** The catalog; a line here, and one in the interface, is all that a new one needs. */
  public static final Catalog<DataSource> CATALOG =
      new Catalog<>(
          "data source",
          List.of(
              SetSource.ENTRY,
              CsvSource.ENTRY,
              IdxSource.ENTRY,
              NpySource.ENTRY,
              ImageSource.ENTRY,
              InlineSource.ENTRY));

  private DataSources() {}
}
