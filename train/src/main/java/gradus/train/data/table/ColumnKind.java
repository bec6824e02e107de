package gradus.train.data.table;

/** What the cells of a feature column are. */
public enum ColumnKind {
  /** Numbers: one feature. */
  NUMERIC,
  /** Texts of a small set: one feature a category, 1 where it is the cell's (one-hot). */
  CATEGORICAL,
  /** Not a feature. */
  IGNORE
}
