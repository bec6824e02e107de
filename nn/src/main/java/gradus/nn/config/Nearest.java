package gradus.nn.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * The nearest known word to a misspelt one, by edit distance, in which two letters that changed
 * places are one edit (Damerau 1964).
 */
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
    int[][] edits = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        edits[i][j] = i == 0 || j == 0 ? i + j : edits(a, b, i, j, edits);
      }
    }
    return edits[a.length()][b.length()];
  }

  private static int edits(String a, String b, int i, int j, int[][] edits) {
    int changed = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int fewest = Math.min(changed, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(fewest, edits[i - 2][j - 2] + 1) : fewest;
  }
}
