package gradus.train.data;

/**
 * What a model shall answer for each example: a class ({@link Labels}) or numbers ({@link Values}).
 */
public sealed interface Targets permits Labels, Values {
  /** The number of examples. */
  int size();

  /** The numbers a model must put out per example: the classes, or the width of the values. */
  int width();

  /** The targets of some examples, in the given order. */
  Targets pick(int[] examples);
}
