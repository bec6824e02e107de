package gradus.train.data;

import java.util.Collection;
import java.util.Locale;

/** The known name nearest to a misspelt one, for messages. */
public final class NearestName {
  private NearestName() {}

  /**
   * The candidate with the fewest edits (Levenshtein 1966, case ignored) from the word, the first
   * of equals; the word itself if there is no candidate.
   */
  public static String to(String word, Collection<String> candidates) {
    String best = word;
    int fewest = Integer.MAX_VALUE;
    for (String candidate : candidates) {
      int edits = edits(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
      if (edits < fewest) {
        fewest = edits;
        best = candidate;
      }
    }
    return best;
  }

  private static int edits(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
