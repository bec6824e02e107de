package gradus.train.data;

/** What is done with numbers far outside their column, as {@link Outliers} tells them. */
public enum OutlierPolicy {
  /** They stay. */
  KEEP,
  /** The examples that hold one are left out. */
  DROP,
  /** The median of the column stands in for such a feature; values to learn stay. */
  FILL
}
