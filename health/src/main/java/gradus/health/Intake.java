package gradus.health;

import java.util.List;
import java.util.Optional;

/**
 * What is seen before the first step: the training data, the initial weights and how the network
 * ends.
 *
 * @param inputs the features, as the network gets them
 * @param answers the labels or values
 * @param weights the initial weights, in order
 * @param head the end and the beginning of the network
 * @param pace how the optimizer moves weights
 * @param chance the loss of the best answer that does not look at the input: the entropy of the
 *     classes, the variance of the targets; NaN if the loss is none of those it is known for
 * @param steps how many updates are planned; 0 if only time or other limits end the training
 */
public record Intake(
    Inputs inputs,
    Answers answers,
    List<Weight> weights,
    Head head,
    Pace pace,
    double chance,
    long steps) {
  /** Keeps an immutable copy. */
  public Intake {
    weights = List.copyOf(weights);
  }

  /**
   * The features; columns that are constant count only there.
   *
   * @param examples how many were looked at
   * @param width how many columns they have
   * @param rms the root of the mean square of all
   * @param max the largest magnitude
   * @param typical the middle of the columns' root mean squares
   * @param largest the largest of them
   * @param column the name or number of that column
   * @param offset the middle of {@code |mean| / deviation} of the columns
   * @param constant how many columns are the same for all examples
   * @param outliers how many examples hold a value 50 times as large as the middle magnitude of its
   *     column; 0 if they are so many that they are no outliers
   * @param indices whether they are row numbers of tables (embeddings), which have no size
   * @param untelling how many columns tell nothing of the answers by themselves, by {@link
   *     gradus.train.data.Relevance}; 0 where no column does so for certain, for images and
   *     sequences, and for row numbers of tables
   * @param code a number that seems to stand for missing ones; empty if there is none
   */
  public record Inputs(
      int examples,
      int width,
      double rms,
      double max,
      double typical,
      double largest,
      String column,
      double offset,
      int constant,
      int outliers,
      boolean indices,
      int untelling,
      Optional<MissingCode> code) {
    /** Whether at least half of the columns tell nothing of the answers by themselves. */
    public boolean isMostlyUntelling() {
      return untelling > 0 && 2 * untelling >= width;
    }
  }

  /**
   * A number that seems to stand for missing ones.
   *
   * @param column the name or number of the column with most of them
   * @param value the number, as it stands in the data
   * @param share the share of the examples that hold it there
   */
  public record MissingCode(String column, double value, double share) {}

  /**
   * The labels or values.
   *
   * @param classes how many classes there are; 0 for values
   * @param width how many values an example has, or how many classes
   * @param majority the share of the most frequent class; for values between 0 and 1 how many of
   *     them lie on the commoner side of one half, the mean over the columns; for shares that sum
   *     to 1 how often the commonest column is the largest; NaN for other values
   * @param least the least value; 0 for labels
   * @param most the largest value; 1 for labels
   * @param rms the root mean square of the values; NaN for labels
   * @param repeats examples that equal others
   * @param agreement how much better than chance the nearest neighbours of an example foretell its
   *     answer, from 0 (not at all) to 1; NaN if there are too few examples to say, or if the
   *     features are row numbers of tables and equal ones tell little
   * @param outliers how many examples have a value 50 times as far from the middle as usual; 0 for
   *     labels, and if they are so many that they are no outliers
   * @param uneven the deviation of the widest value to learn over that of the narrowest; 1 for
   *     labels
   * @param shift how many examples further on the answer of an example seems to stand, if
   *     neighbours tell nothing of it in its own place; 0 if it stands there, or is not to be found
   */
  public record Answers(
      int classes,
      int width,
      double majority,
      double least,
      double most,
      double rms,
      Repeats repeats,
      double agreement,
      int outliers,
      double uneven,
      int shift) {
    /** Whether the answers are classes. */
    public boolean labels() {
      return classes > 0;
    }
  }

  /**
   * Examples whose features equal those of one before.
   *
   * @param count how many there are
   * @param conflicts how many of them have another label than that one
   * @param one the number of the first example of a conflict; -1 if there is none
   * @param other the number of the other one
   */
  public record Repeats(int count, int conflicts, int one, int other) {
    /** Where there are none, or values instead of labels. */
    public static final Repeats NONE = new Repeats(0, 0, -1, -1);

    /**
     * How much better than chance an example foretells the label of its equal: {@code 1 −
     * (conflicts / count) / error(blind)}. Where few features take few values, equal examples are
     * common and mostly agree; NaN if there are none.
     */
    public double agreement(double majority) {
      return 1 - conflicts / (double) count / (1 - majority);
    }
  }

  /**
   * A parameter of two axes or more, as it starts.
   *
   * @param name its name
   * @param in numbers that flow into a unit
   * @param units how many units it makes
   * @param rms the root of the mean square
   * @param mean the mean
   * @param equal the share of units that are equal to the one before
   * @param gain the gain that the activation after it asks for: √2 for ReLU, 1 for sigmoid...
   * @param trained whether it changes in training
   * @param rate the factor on its learning rate
   * @param numbers how many numbers it holds
   * @param table whether its rows are picked by number, not multiplied (an embedding)
   */
  public record Weight(
      String name,
      int in,
      int units,
      double rms,
      double mean,
      double equal,
      double gain,
      boolean trained,
      double rate,
      long numbers,
      boolean table) {
    /** Its scale in units of what keeps the signal's size: {@code rms √in / gain}. */
    public double scale() {
      return rms * Math.sqrt(in) / gain;
    }
  }

  /**
   * The ends of a network.
   *
   * @param activation the kind of the last activation after the last weights; "" for none
   * @param layer the path of the last layer with weights; "" if it is not known
   * @param loss the name of the loss
   * @param logarithm whether the loss takes the output for the logarithm of what is wanted
   * @param normed whether inputs meet a norm before or right after the first weights
   * @param ignored how many classes the loss gives no weight
   * @param skipped a class whose examples do not count in the loss; -1 for none
   * @param weighting how much heavier the loss takes the heaviest class than the middle one; 1 if
   *     all count alike
   * @param factor the fixed factor by which what comes from there is multiplied at the end
   * @param offset what is added to it then
   */
  public record Head(
      String activation,
      String layer,
      String loss,
      boolean logarithm,
      boolean normed,
      int ignored,
      int skipped,
      double weighting,
      double factor,
      double offset) {}

  /**
   * How the optimizer moves weights.
   *
   * @param momentum how much of the last update goes on into the next; 0 for none
   * @param rate the learning rate from which the schedule starts
   * @param decay the weight decay, where a step takes {@code rate · decay · w} off a weight; else 0
   * @param bound the {@code rate · decay} from which on weights grow without end: 2 for gradient
   *     descent, more with momentum
   * @param signs whether a step is as long however small the gradient is
   * @param epsilon what keeps a divisor of the steps from 0; NaN if nothing is divided
   * @param cycles whether the schedule raises the rate again and again
   */
  public record Pace(
      double momentum,
      double rate,
      double decay,
      double bound,
      boolean signs,
      double epsilon,
      boolean cycles) {}
}
