package gradus.train.data;

/** Which columns of features a network gets to see, as {@link Relevance} tells them. */
public enum ColumnSelection {
  /** All of them. */
  ALL,
  /** Those that tell something of the answers by themselves; the others are held at their mean. */
  TELLING
}
