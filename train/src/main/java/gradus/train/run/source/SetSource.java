package gradus.train.run.source;

import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import gradus.train.data.catalog.DataCatalog;
import gradus.train.data.catalog.DataEntry;
import gradus.train.data.catalog.DataFolders;
import java.nio.file.Path;
import java.util.List;

/**
 * A data set known by name.
 *
 * @param name its name in {@link DataCatalog}
 * @param folder where to look first if it is not embedded; null for the usual places
 */
public record SetSource(String name, String folder) implements DataSource {
  /** Its line in the catalog. */
  static final Entry<DataSource> ENTRY =
      Entry.of(
          "set",
          SetSource.class,
          "a data set known by name; 'gradus data list' shows all",
          List.of(
              Setting.choice("name", names(), null, "its name").mandatory(),
              Setting.text("folder", null, "where to look first if it is not embedded")),
          s -> new SetSource(s.text("name"), s.text("folder")),
          x -> Settings.of("name", x.name(), "folder", x.folder()));

  private static List<String> names() {
    return DataCatalog.entries().stream().map(DataEntry::name).toList();
  }

  @Override
  public RawData load(DataCuts cuts) {
    DataEntry entry = DataCatalog.entry(name);
    DataFolders folders =
        folder == null ? DataFolders.standard() : DataFolders.standard().before(Path.of(folder));
    return new RawData(
        cuts.apply(entry.load(folders)), null, entry.scaling(), entry.targetScaling());
  }

  @Override
  public SetSource in(Path base) {
    return new SetSource(name, Folders.resolve(base, folder));
  }
}
