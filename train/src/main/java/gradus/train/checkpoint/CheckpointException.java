package gradus.train.checkpoint;

/** A file of values cannot be read or written; the message says which, why and what to do. */
public final class CheckpointException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** One sentence. */
  public CheckpointException(String message) {
    super(message);
  }

  /** One sentence and its cause. */
  public CheckpointException(String message, Throwable cause) {
    super(message, cause);
  }
}
