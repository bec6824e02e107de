package gradus.nn.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The nearest known word to a misspelt one, by edit distance (Levenshtein 1966). */
public final class Nearest {
  private Nearest() {}

  /** The nearest word that is at most a third of its letters away. */
  public static Optional<String> to(String word, Collection<String> known) {
    return known.stream()
        .filter(candidate -> distance(word, candidate) <= Math.max(1, (candidate.length() + 1) / 3))
        .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
  }

  /** A sentence that names the nearest word, or lists all. */
  public static String hint(String word, Collection<String> known) {
    return to(word, known)
        .map(near -> "did you mean '" + near + "'?")
        .orElse("known are: " + String.join(", ", known));
  }

  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
