package gradus.train.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntBiFunction;

/**
 * How a list becomes another: pairs of items, in the order of both lists, of which the one takes
 * the other's place, with the greatest sum of likenesses; the rest goes or comes.
 *
 * @param before position in the first list; -1 for what comes
 * @param after position in the second list; -1 for what goes
 */
public record Alignment(int before, int after) {

  /**
   * Aligns all items of both lists. O(n m) in time and memory.
   *
   * @param likeness of two items, 0 or more; those with 0 are no pair
   * @return in order; between pairs what goes stands before what comes
   */
  public static <T> List<Alignment> of(
      List<? extends T> before,
      List<? extends T> after,
      ToIntBiFunction<? super T, ? super T> likeness) {
    int[][] alike = new int[before.size()][after.size()];
    int[][] best = new int[before.size() + 1][after.size() + 1];
    for (int i = before.size() - 1; i >= 0; i--) {
      for (int j = after.size() - 1; j >= 0; j--) {
        alike[i][j] = likeness.applyAsInt(before.get(i), after.get(j));
        int apart = Math.max(best[i + 1][j], best[i][j + 1]);
        best[i][j] = Math.max(apart, alike[i][j] + best[i + 1][j + 1]);
      }
    }
    List<Alignment> all = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < before.size() || j < after.size()) {
      boolean both = i < before.size() && j < after.size();
      if (both && alike[i][j] > 0 && best[i][j] == alike[i][j] + best[i + 1][j + 1]) {
        all.add(new Alignment(i++, j++));
      } else if (j == after.size() || both && best[i + 1][j] >= best[i][j + 1]) {
        all.add(new Alignment(i++, -1));
      } else {
        all.add(new Alignment(-1, j++));
      }
    }
    return all;
  }

  /** Whether something takes the place of something. */
  public boolean isPair() {
    return before >= 0 && after >= 0;
  }
}
