package gradus.train.data;

/**
 * Mixes each example with another of the set: {@code x = t a + (1 - t) b}, and the targets
 * likewise, with {@code t} from a Beta(alpha, alpha) distribution (Zhang, Cisse, Dauphin, Lopez-Paz
 * 2018). Class labels become soft: rows of class shares.
 *
 * @param alpha how strongly to mix, in 0.05..8; 0.2 is usual
 */
public record Mixup(double alpha) {
  private static final int TRIES = 10_000;

  /** Checks the range of alpha. */
  public Mixup {
    if (!(alpha >= 0.05 && alpha <= 8)) {
      throw new DataException("mixup: got alpha " + alpha + "; must be in 0.05..8, 0.2 is usual");
    }
  }

  /** The other example, in 0..size-1. */
  int partner(int size, Draws draws) {
    return draws.below(size, 0);
  }

  /** The share of the first example, Beta(alpha, alpha) by rejection (Jöhnk 1964). */
  double share(Draws draws) {
    for (int i = 1; i < TRIES; i++) {
      double a = StrictMath.pow(draws.uniform(2L * i), 1 / alpha);
      double b = StrictMath.pow(draws.uniform(2L * i + 1), 1 / alpha);
      if (a + b <= 1 && a + b > 0) {
        return a / (a + b);
      }
    }
    return 0.5;
  }
}
