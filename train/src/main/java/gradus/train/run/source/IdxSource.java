package gradus.train.run.source;

import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import gradus.train.data.file.IdxFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder with the four files of MNIST and its kin.
 *
 * @param classes the names of the classes; empty for 0, 1 and so on
 */
public record IdxSource(String folder, List<String> classes) implements DataSource {
  /** Its line in the catalog. */
  static final Entry<DataSource> ENTRY =
      Entry.of(
          "idx",
          IdxSource.class,
          "a folder with the four IDX files of MNIST and its kin",
          List.of(
              Setting.text("folder", ".", "the folder, relative to the run file"),
              Setting.texts("classes", "the names of the classes; 0, 1 and so on if not given")),
          s -> new IdxSource(s.text("folder"), s.texts("classes")),
          x -> Settings.of("folder", x.folder(), "classes", x.classes()));

  /** Keeps an immutable copy. */
  public IdxSource {
    classes = List.copyOf(classes);
  }

  @Override
  public RawData load(DataCuts cuts) {
    IdxFolder files = new IdxFolder(Path.of(folder));
    String name = String.valueOf(files.folder().toAbsolutePath().normalize().getFileName());
    List<String> names = classes.isEmpty() ? numbers(files) : classes;
    return RawData.of(cuts.apply(files.read(name, names, "")));
  }

  private static List<String> numbers(IdxFolder files) {
    int largest = 0;
    for (byte label : files.trainLabels().values()) {
      largest = Math.max(largest, label & 0xFF);
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i <= largest; i++) {
      names.add(Integer.toString(i));
    }
    return names;
  }

  @Override
  public IdxSource in(Path base) {
    return new IdxSource(Folders.resolve(base, folder), classes);
  }
}
