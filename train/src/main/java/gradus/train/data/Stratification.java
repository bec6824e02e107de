package gradus.train.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts examples in two parts by lot so that each class keeps its share: the first part takes {@code
 * fraction * count} of each class, rounded so that the total is right (largest remainders first).
 */
public final class Stratification {
  private Stratification() {}

  /**
   * The numbers of the examples of both parts, each in rising order.
   *
   * @param name what the data is called in messages
   * @throws DataException if a part would be empty
   */
  public static List<int[]> cut(String name, Targets targets, double fraction, long key) {
    int size = targets.size();
    if (!(fraction > 0 && fraction < 1)) {
      throw new DataException(
          "%s: got split fraction %s; must be between 0 and 1, for example 0.8"
              .formatted(name, fraction));
    }
    int first = (int) Math.round(fraction * size);
    if (first == 0 || first == size) {
      throw new DataException(
          "%s: a split of %d examples at %s leaves a part empty; use more data or another fraction"
              .formatted(name, size, fraction));
    }
    int[] shuffled = Order.permutation(size, key, 0);
    int[] quota =
        switch (targets) {
          case Labels labels -> quotas(labels.counts(), fraction, first);
          case Values values -> new int[] {first};
        };
    boolean[] taken = new boolean[size];
    for (int example : shuffled) {
      int group = targets instanceof Labels labels ? labels.label(example) : 0;
      if (quota[group] > 0) {
        quota[group]--;
        taken[example] = true;
      }
    }
    return List.of(where(taken, true), where(taken, false));
  }

  private static int[] quotas(int[] counts, double fraction, int total) {
    int[] quota = new int[counts.length];
    List<Integer> byRemainder = new ArrayList<>();
    int left = total;
    for (int c = 0; c < counts.length; c++) {
      quota[c] = (int) (counts[c] * fraction);
      left -= quota[c];
      byRemainder.add(c);
    }
    byRemainder.sort(
        (a, b) -> Double.compare(remainder(counts[b], fraction), remainder(counts[a], fraction)));
    for (int c : byRemainder) {
      if (left > 0 && quota[c] < counts[c]) {
        quota[c]++;
        left--;
      }
    }
    return quota;
  }

  private static double remainder(int count, double fraction) {
    return count * fraction - Math.floor(count * fraction);
  }

  private static int[] where(boolean[] taken, boolean wanted) {
    int[] found = new int[taken.length];
    int n = 0;
    for (int i = 0; i < taken.length; i++) {
      if (taken[i] == wanted) {
        found[n++] = i;
      }
    }
    return Arrays.copyOf(found, n);
  }
}
