package gradus.train.data;

/**
 * Data that cannot be used: a file missing, truncated or of another kind, a column not there, a
 * label out of range. The message is one sentence: where, what was got, what must hold, how to fix.
 */
public final class DataException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** One sentence: where, what was got, what must hold, how to fix it. */
  public DataException(String message) {
    super(message);
  }

  /** The same, with what the file system or a parser said. */
  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
