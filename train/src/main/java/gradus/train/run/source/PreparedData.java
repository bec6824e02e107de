package gradus.train.run.source;

import gradus.train.data.DataSplit;
import gradus.train.data.Normalization;
import gradus.train.data.PreparedSplit;
import gradus.train.data.table.Preprocessing;
import gradus.train.data.table.TargetRule;

/**
 * The data of a run, ready for batches, with all that was learned from its training part.
 *
 * @param preprocessing what turns the rows of a table into numbers; null if there is no table
 */
public record PreparedData(PreparedSplit prepared, Preprocessing preprocessing) {
  /** Training, validation and test part, scaled. */
  public DataSplit split() {
    return prepared.split();
  }

  /** What was done to the features, after the preprocessing of a table. */
  public Normalization features() {
    return prepared.features();
  }

  /** What was done to the values to learn; to be undone on answers. */
  public Normalization targets() {
    return preprocessing != null
            && preprocessing.target() instanceof TargetRule.Numbers numbers
            && !numbers.normalization().isIdentity()
        ? numbers.normalization()
        : prepared.targets();
  }
}
