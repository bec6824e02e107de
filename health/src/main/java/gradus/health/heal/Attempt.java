package gradus.health.heal;

import gradus.health.heal.edit.Edit;
import java.util.List;

/**
 * Something that was tried.
 *
 * @param edits the changes
 * @param steps how many updates it was trained for
 * @param value its measure on held-out examples after these, with the first seed
 * @param outcome what became of it, a few words
 */
public record Attempt(List<Edit> edits, long steps, double value, String outcome) {
  /** Keeps a copy. */
  public Attempt {
    edits = List.copyOf(edits);
  }

  /** The remedies, in order. */
  public List<String> remedies() {
    return edits.stream().map(Edit::remedy).distinct().toList();
  }

  /** The same with another outcome. */
  Attempt with(String other) {
    return new Attempt(edits, steps, value, other);
  }
}
