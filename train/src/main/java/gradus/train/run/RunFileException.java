package gradus.train.run;

/** A run file that cannot be used: knows the file, the line and the path of what is wrong. */
public final class RunFileException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final int line;
  private final String path;

  /**
   * One sentence: where, what was got, what must hold, how to fix it.
   *
   * @param file the file, or the override, that is wrong
   * @param line its line from 1; 0 if not known
   * @param path the keys and positions from the root; empty for the whole file
   */
  public RunFileException(String file, int line, String path, String problem) {
    super(
        file + (line > 0 ? ":" + line : "") + ": " + (path.isEmpty() ? "" : path + ": ") + problem);
    this.file = file;
    this.line = line;
    this.path = path;
  }

  /** The file, or the override. */
  public String file() {
    return file;
  }

  /** The line in the file, from 1; 0 if not known. */
  public int line() {
    return line;
  }

  /** The keys and positions from the root; empty for the whole file. */
  public String path() {
    return path;
  }
}
