package gradus.cli;

import gradus.train.data.DataSplit;
import gradus.train.data.Labels;
import gradus.train.data.catalog.DataCatalog;
import gradus.train.data.catalog.DataEntry;
import gradus.train.data.catalog.DataFolders;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import picocli.CommandLine;

/** {@code gradus data show}. */
@CommandLine.Command(
    name = "show",
    description = "Shows a data set: shape, classes, licence; if it is missing, how to get it.",
    footer = {"%nExample:", "  gradus data show iris"})
final class DataShow extends Command {
  @CommandLine.Parameters(
      paramLabel = "NAME",
      description = "The data set; see 'gradus data list'.")
  private String name;

  @CommandLine.Option(
      names = "--folder",
      paramLabel = "FOLDER",
      description = "Look for IDX files here too.")
  private Path folder;

  DataShow(Console console) {
    super(console);
  }

  static DataFolders folders(Path first) {
    return first == null ? DataFolders.standard() : DataFolders.standard().before(first);
  }

  static Map<String, Object> fields(DataEntry entry, boolean available) {
    return Fields.of(
        "name", entry.name(),
        "title", entry.title(),
        "task", entry.task(),
        "available", available,
        "train", entry.train(),
        "test", entry.test(),
        "shape", IntStream.of(entry.shape().sizes()).boxed().toList(),
        "classes", entry.classes(),
        "licence", entry.licence(),
        "how_to_get", entry.howToGet());
  }

  @Override
  public Integer call() {
    DataEntry entry = DataCatalog.entry(name);
    DataFolders folders = folders(folder);
    boolean available = entry.isAvailable(folders);
    line("%s: %s", entry.name(), entry.title());
    line("  task      %s", entry.task());
    line("  examples  %,d to train, %,d to test", entry.train(), entry.test());
    line("  shape     %s", entry.shape());
    if (!entry.classes().isEmpty()) {
      line("  classes   %s", String.join(", ", entry.classes()));
    }
    line("  licence   %s", entry.licence());
    line("  %s     %s", available ? "here:" : "get: ", entry.howToGet());
    Map<String, Object> fields = fields(entry, available);
    if (available) {
      loaded(entry.load(folders), fields);
    }
    summary(fields);
    return DONE;
  }

  private void loaded(DataSplit split, Map<String, Object> fields) {
    line("  hash      %s", split.train().hash());
    fields.put("hash", split.train().hash());
    if (split.train().targets() instanceof Labels labels) {
      Map<String, Integer> counts = counts(labels.classes(), labels.counts());
      line("  counts    %s", counts);
      fields.put("counts", counts);
    }
  }

  private static Map<String, Integer> counts(List<String> classes, int[] counts) {
    Map<String, Integer> map = new LinkedHashMap<>();
    for (int i = 0; i < classes.size(); i++) {
      map.put(classes.get(i), counts[i]);
    }
    return map;
  }
}
