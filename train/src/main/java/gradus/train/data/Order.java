package gradus.train.data;

/** The order of the examples in an epoch, a pure function of (n, seed, epoch). */
public final class Order {
  private Order() {}

  /**
   * A permutation of 0..n-1 for an epoch: Fisher and Yates's shuffle whose draws are looked up by
   * (seed, epoch, position). Equal arguments give equal orders, so a resumed run goes on in
   * mid-epoch where it stopped.
   *
   * @throws IllegalArgumentException if n is negative
   */
  public static int[] permutation(int n, long seed, long epoch) {
    int[] order = identity(n);
    Draws draws = new Draws(seed).at(epoch);
    for (int i = n - 1; i > 0; i--) {
      int other = draws.below(i + 1, i);
      int kept = order[i];
      order[i] = order[other];
      order[other] = kept;
    }
    return order;
  }

  /** The numbers 0..n-1 in order: an epoch that is not shuffled. */
  public static int[] identity(int n) {
    if (n < 0) {
      throw new IllegalArgumentException("order of " + n + " examples: must be 0 or more");
    }
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    return order;
  }
}
