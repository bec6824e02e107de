package gradus.core.shape;

/**
 * Shapes or types do not fit. Thrown while a model is traced, never from a kernel; the message says
 * what was got, what must hold and how to fix it, and each layer on the way out puts its name in
 * front.
 */
public final class ShapeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** One sentence: what was got and what must hold. */
  public ShapeException(String message) {
    super(message);
  }

  /** The same sentence with the place in front, for example {@code dense_1: got ...}. */
  public ShapeException in(String place) {
    ShapeException located = new ShapeException(place + ": " + getMessage());
    located.initCause(getCause() == null ? this : getCause());
    return located;
  }
}
