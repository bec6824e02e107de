package gradus.train.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A page that is not about one run alone: what {@link Report#html(Story)} makes a page of.
 *
 * @param title the heading of the page
 * @param verdict what stands on top
 * @param numbers what a person looks for first, name to number as written, in order
 * @param chapters what the chapters hold, in order; one without sections is left out
 * @param source the last line: what the page was made from
 */
public record Story(
    String title,
    Verdict verdict,
    Map<String, String> numbers,
    Map<Chapter, List<Section>> chapters,
    String source) {
  /** Keeps copies, without verdicts among the sections. */
  public Story {
    numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
    Map<Chapter, List<Section>> kept = new EnumMap<>(Chapter.class);
    chapters.forEach(
        (chapter, sections) -> {
          List<Section> shown = new ArrayList<>(sections);
          shown.removeIf(section -> section instanceof Verdict);
          if (!shown.isEmpty()) {
            kept.put(chapter, List.copyOf(shown));
          }
        });
    chapters = Collections.unmodifiableMap(kept);
  }
}
