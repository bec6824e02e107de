package gradus.cli;

import gradus.train.data.catalog.DataCatalog;
import gradus.train.data.catalog.DataEntry;
import gradus.train.data.catalog.DataFolders;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;

/** {@code gradus data list}. */
@CommandLine.Command(
    name = "list",
    description = "Lists the known data sets.",
    footer = {"%nExample:", "  gradus data list"})
final class DataList extends Command {
  @CommandLine.Option(
      names = "--folder",
      paramLabel = "FOLDER",
      description = "Look for IDX files here too.")
  private Path folder;

  DataList(Console console) {
    super(console);
  }

  @Override
  public Integer call() {
    DataFolders folders = DataShow.folders(folder);
    List<DataEntry> entries = DataCatalog.entries();
    int here = 0;
    for (DataEntry entry : entries) {
      boolean available = entry.isAvailable(folders);
      here += available ? 1 : 0;
      line(
          "%-14s %-8s %,7d examples  %s",
          entry.name(),
          available ? "here" : "missing",
          entry.train() + entry.test(),
          entry.title());
      record("data_set", DataShow.fields(entry, available));
    }
    line("");
    line("Use one in a run file with 'data: {set: NAME}'; 'gradus data show NAME' tells more.");
    summary(Fields.of("sets", entries.size(), "available", here));
    return DONE;
  }
}
