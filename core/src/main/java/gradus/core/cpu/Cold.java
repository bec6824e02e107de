package gradus.core.cpu;

/**
 * How many terms the first calls of a tile get. While a tile is interpreted its loop must be short:
 * a long one makes the JIT compile a form of the method that is entered in the middle of the loop
 * (on-stack replacement), where all sums lie on the heap. It takes three times as long to compile
 * as the form that is wanted, and is of no use.
 *
 * <p>Threads may count at the same time; then some more calls are short.
 */
final class Cold {
  /** Terms of a short call. A loop is looked at after each 128 rounds. */
  private static final int TERMS = 4;

  /** Short calls. Interpreted they take seconds, compiled a few milliseconds. */
  private int calls = 1 << 16;

  /**
   * The terms of the next call.
   *
   * @param terms all terms
   */
  int terms(int terms) {
    if (calls <= 0) {
      return terms;
    }
    calls--;
    return Math.min(TERMS, terms);
  }
}
