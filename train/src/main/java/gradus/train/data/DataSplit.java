package gradus.train.data;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The parts of a data set; a part that is not there has size 0. An official test part stays what it
 * is; the validation part is cut from the training part.
 *
 * @param train what the model learns from
 * @param validation what the run is steered by
 * @param test what is looked at in the end
 */
public record DataSplit(Dataset train, Dataset validation, Dataset test) {
  /** A split without validation part. */
  public static DataSplit of(Dataset train, Dataset test) {
    return new DataSplit(train, train.slice(0, 0), test);
  }

  /** All of a set as training part. */
  public static DataSplit whole(Dataset data) {
    return new DataSplit(data, data.slice(0, 0), data.slice(0, 0));
  }

  /**
   * Cuts a validation part off the training part, stratified by class, by lot with a key.
   *
   * @param fraction the part of the training examples that becomes the validation part
   * @throws DataException if a validation part is already there or a part would be empty
   */
  public DataSplit withValidation(double fraction, long key) {
    if (validation.size() > 0) {
      throw new DataException(train.name() + ": has a validation part already; ask for one only");
    }
    DataSplit cut = train.split(1 - fraction, key);
    return new DataSplit(cut.train(), cut.validation(), test);
  }

  /**
   * Learns the scalings on the training part and applies them to all parts.
   *
   * @param targets how to scale values; must be {@code NONE} for class labels
   * @throws DataException if the training part is empty or labels were to be scaled
   */
  public PreparedSplit prepare(Scaling features, Scaling targets) {
    return prepare(features, targets, new TreeMap<>());
  }

  /**
   * The same after numbers of some columns were replaced.
   *
   * @param imputations what stands in for numbers far outside, by column; see {@link
   *     Outliers#imputations}
   */
  public PreparedSplit prepare(
      Scaling features, Scaling targets, SortedMap<Integer, Imputation> imputations) {
    Normalization filled = Normalization.IDENTITY.after(imputations);
    Normalization inputs =
        Normalization.learn(features, prepared(train, filled, Normalization.IDENTITY))
            .after(imputations);
    Normalization outputs = Normalization.learnTargets(targets, train);
    return new PreparedSplit(
        new DataSplit(
            prepared(train, inputs, outputs),
            prepared(validation, inputs, outputs),
            prepared(test, inputs, outputs)),
        inputs,
        outputs);
  }

  private static Dataset prepared(Dataset part, Normalization inputs, Normalization outputs) {
    Features features =
        inputs.isIdentity() ? part.features() : new ScaledFeatures(part.features(), inputs);
    return part.with(features, outputs.applyTo(part.targets()));
  }
}
