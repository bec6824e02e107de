package gradus.health.heal;

/**
 * What two runs answer at the end of the training, or as far as the budget went, where a change of
 * the head or the loss has won before.
 *
 * @param measure {@code error} or {@code rmse}, for the loss may be another one
 * @param steps after how many updates
 * @param pair the measure with and without
 */
public record LastLook(String measure, long steps, Pair pair) {
  /** Whether the changed run still answers better. */
  public boolean better() {
    return pair.after() < pair.before();
  }
}
