package gradus.train.data.table;

/** How the cell of one column becomes features. */
public sealed interface FeatureRule permits NumericRule, CategoricalRule {
  /** The name of the column. */
  String column();

  /** The number of features it becomes. */
  int width();
}
