package gradus.train.data.table;

import java.util.List;

/**
 * A text becomes one feature a category, 1 for its own. A category that did not occur in the
 * training part is all zeros.
 *
 * @param fill stands in for a missing cell; empty if there is no stand-in
 */
public record CategoricalRule(String column, List<String> categories, String fill)
    implements FeatureRule {
  /** Copies the list. */
  public CategoricalRule {
    categories = List.copyOf(categories);
  }

  @Override
  public int width() {
    return categories.size();
  }
}
