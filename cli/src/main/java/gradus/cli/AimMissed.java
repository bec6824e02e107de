package gradus.cli;

/** A command ran but did not reach what it was to reach. */
final class AimMissed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** One sentence for people. */
  AimMissed(String sentence) {
    super(sentence);
  }
}
