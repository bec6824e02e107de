package gradus.train.data.table;

/** What shall be learned of a table. */
public enum TableTask {
  /** Classes if the target is text or at most 20 different whole numbers, otherwise values. */
  AUTO,
  /** The class in the target column. */
  CLASSIFICATION,
  /** The numbers in the target columns. */
  REGRESSION
}
