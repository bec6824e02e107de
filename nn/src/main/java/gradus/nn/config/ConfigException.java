package gradus.nn.config;

/**
 * A setting is missing, misspelt or of the wrong kind; knows the path, for example {@code
 * model[2].dense.units}.
 */
public final class ConfigException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String path;
  private final String problem;

  /** A problem at a path. */
  public ConfigException(String path, String problem) {
    super(path.isEmpty() ? problem : path + ": " + problem);
    this.path = path;
    this.problem = problem;
  }

  /** Where, as keys and positions from the root. */
  public String path() {
    return path;
  }

  /** What was got, what must hold and how to fix it. */
  public String problem() {
    return problem;
  }
}
