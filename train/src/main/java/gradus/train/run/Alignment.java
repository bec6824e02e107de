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
  /** Beyond so many comparisons items are told apart by their ends alone. */
  private static final long MOST = 10_000_000;

  /**
   * Aligns all items of both lists. Equal items at both ends are pairs; between them it takes time
   * and memory in proportion to what is left of both lists, and if that is more than 10 million
   * comparisons, all of it goes and comes.
   *
   * @param likeness of two items, 0 or more; those with 0 are no pair
   * @return in order; between pairs what goes stands before what comes
   */
  public static <T> List<Alignment> of(
      List<? extends T> before,
      List<? extends T> after,
      ToIntBiFunction<? super T, ? super T> likeness) {
    int most = Math.min(before.size(), after.size());
    int head = 0;
    while (head < most && before.get(head).equals(after.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < most - head
        && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
      tail++;
    }
    List<Alignment> all = new ArrayList<>();
    for (int i = 0; i < head; i++) {
      all.add(new Alignment(i, i));
    }
    List<? extends T> gone = before.subList(head, before.size() - tail);
    List<? extends T> come = after.subList(head, after.size() - tail);
    for (Alignment one : inner(gone, come, likeness)) {
      all.add(
          new Alignment(
              one.before < 0 ? -1 : head + one.before, one.after < 0 ? -1 : head + one.after));
    }
    for (int i = tail; i > 0; i--) {
      all.add(new Alignment(before.size() - i, after.size() - i));
    }
    return all;
  }

  private static <T> List<Alignment> inner(
      List<? extends T> before,
      List<? extends T> after,
      ToIntBiFunction<? super T, ? super T> likeness) {
    boolean compared = (long) before.size() * after.size() <= MOST;
    int[][] alike = new int[compared ? before.size() : 0][after.size()];
    int[][] best = new int[compared ? before.size() + 1 : 0][after.size() + 1];
    for (int i = alike.length - 1; i >= 0; i--) {
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
      boolean both = compared && i < before.size() && j < after.size();
      if (both && alike[i][j] > 0 && best[i][j] == alike[i][j] + best[i + 1][j + 1]) {
        all.add(new Alignment(i++, j++));
      } else if (j == after.size()
          || i < before.size() && (!compared || best[i + 1][j] >= best[i][j + 1])) {
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
