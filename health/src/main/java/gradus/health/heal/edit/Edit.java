package gradus.health.heal.edit;

/**
 * One change of a run file.
 *
 * @param path where, for example {@code model[2].dense.activation}
 * @param before what stood there; null for nothing
 * @param after what stands there now; null for nothing
 * @param remedy the name of the remedy
 * @param why why it may help, one line
 */
public record Edit(String path, Object before, Object after, String remedy, String why) {
  /** As one line: {@code optimizer.adam.rate: 0.3 → 0.03}. */
  public String line() {
    return path + ": " + word(before) + " → " + word(after);
  }

  private static String word(Object value) {
    return value == null ? "nothing" : String.valueOf(value).replace("={}", "");
  }
}
