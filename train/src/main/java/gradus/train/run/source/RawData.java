package gradus.train.run.source;

import gradus.train.data.DataSplit;
import gradus.train.data.Scaling;
import gradus.train.data.table.Preprocessing;

/**
 * Examples as they were read and cut.
 *
 * @param preprocessing what turns the rows of a table into numbers; null if there is no table
 * @param features the scaling that suits the features
 * @param targets the scaling that suits the values to learn
 */
record RawData(DataSplit split, Preprocessing preprocessing, Scaling features, Scaling targets) {
  /** Examples that are no table and need no scaling. */
  static RawData of(DataSplit split) {
    return new RawData(split, null, Scaling.NONE, Scaling.NONE);
  }
}
