package gradus.health.why;

import java.util.function.IntToDoubleFunction;

/**
 * Shares out what all of some players win together: each gets the mean of what it adds over all
 * orders in which they may come, {@code φᵢ = Σ |S|! (n − |S| − 1)! / n! · (v(S ∪ i) − v(S))}
 * (Shapley 1953). Exact, so for few players.
 */
final class Shapley {
  private Shapley() {}

  /**
   * The shares; they sum to {@code value(all) - value(none)}.
   *
   * @param value of a set of players, given by the bits of a number
   */
  static double[] shares(int players, IntToDoubleFunction value) {
    int all = 1 << players;
    double[] values = new double[all];
    for (int set = 0; set < all; set++) {
      values[set] = value.applyAsDouble(set);
    }
    double[] factorials = new double[players + 1];
    factorials[0] = 1;
    for (int i = 1; i <= players; i++) {
      factorials[i] = i * factorials[i - 1];
    }
    double[] shares = new double[players];
    for (int i = 0; i < players; i++) {
      for (int set = 0; set < all; set++) {
        if ((set >> i & 1) == 0) {
          int size = Integer.bitCount(set);
          double orders =
              factorials[size] * factorials[players - size - 1] / factorials[players];
          shares[i] += orders * (values[set | 1 << i] - values[set]);
        }
      }
    }
    return shares;
  }
}
