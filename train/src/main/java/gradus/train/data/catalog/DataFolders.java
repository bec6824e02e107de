package gradus.train.data.catalog;

import gradus.train.data.file.IdxFolder;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Folders to look in for data sets that are not embedded, in order; the files of a set lie in the
 * folder itself or in a folder of the set's name within.
 */
public record DataFolders(List<Path> folders) {
  /** The system property with folders to look in first, separated like a class path. */
  public static final String PROPERTY = "gradus.data";

  /** Copies the list. */
  public DataFolders {
    folders = List.copyOf(folders);
  }

  /** The given folders only. */
  public static DataFolders of(Path... folders) {
    return new DataFolders(List.of(folders));
  }

  /** The folders of the property {@value #PROPERTY}, then where Debian's packages put data sets. */
  public static DataFolders standard() {
    List<Path> folders = new ArrayList<>();
    for (String folder : System.getProperty(PROPERTY, "").split(File.pathSeparator)) {
      if (!folder.isBlank()) {
        folders.add(Path.of(folder));
      }
    }
    folders.add(Path.of("/usr/share/datasets"));
    return new DataFolders(folders);
  }

  /** These folders after another one. */
  public DataFolders before(Path first) {
    return new DataFolders(Stream.concat(Stream.of(first), folders.stream()).toList());
  }

  /** The first accepted place with a complete set of IDX files under one of the names. */
  Optional<IdxFolder> find(List<String> names, Predicate<IdxFolder> accepted) {
    return folders.stream()
        .flatMap(folder -> names.stream().map(folder::resolve))
        .map(IdxFolder::new)
        .filter(folder -> folder.isComplete() && accepted.test(folder))
        .findFirst();
  }
}
