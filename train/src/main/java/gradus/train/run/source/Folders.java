package gradus.train.run.source;

import java.nio.file.Path;

/** Paths in a run file, which are relative to its folder. */
public final class Folders {
  private Folders() {}

  /** The path as seen from a folder; null stays null. */
  public static String resolve(Path folder, String path) {
    return path == null ? null : folder.resolve(path).normalize().toString();
  }
}
