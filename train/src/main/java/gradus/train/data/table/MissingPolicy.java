package gradus.train.data.table;

/** What to do where a cell holds no value (empty, {@code ?}, NA, N/A, NaN, null). */
public enum MissingPolicy {
  /** Refuse the table, naming line and column. */
  ERROR,
  /** Fill in the mean of the training part; for categories the most frequent one. */
  MEAN,
  /** Fill in the median of the training part; for categories the most frequent one. */
  MEDIAN,
  /** Leave out the row. */
  DROP
}
