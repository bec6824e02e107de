package gradus.health.heal;

import java.util.List;

/** What a change wins in each pair of runs, as a number that may be averaged over pairs. */
final class Gains {
  private Gains() {}

  /**
   * The gain of each pair: {@code log((before + c) / (after + c))}.
   *
   * @param chance the measure of the best constant answer; c is a tenth of it, so that it does not
   *     matter how near to 0 a good run comes
   */
  static List<Double> of(List<Pair> pairs, double chance) {
    double floor = Double.isFinite(chance) && chance > 0 ? chance / 10 : 1e-6;
    return pairs.stream().map(pair -> gain(pair, floor)).toList();
  }

  /**
   * The logarithm of the ratio; for measures that may be negative, such as likelihoods without
   * their constants, the difference over the sum of sizes. Where one of them is infinite, for want
   * of a constant answer, 1 if that is the one before, −1 if it is the one after.
   */
  private static double gain(Pair pair, double floor) {
    if (Double.isInfinite(pair.before()) || Double.isInfinite(pair.after())) {
      return Double.compare(pair.before(), pair.after());
    }
    double before = pair.before() + floor;
    double after = pair.after() + floor;
    return before > 0 && after > 0
        ? Math.log(before / after)
        : (before - after) / (Math.abs(before) + Math.abs(after));
  }
}
