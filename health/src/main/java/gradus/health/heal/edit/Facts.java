package gradus.health.heal.edit;

import gradus.train.data.DataSplit;
import gradus.train.run.RunFile;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** What a remedy may ask about the data and the start of a training. */
public interface Facts {
  /** The part of the examples that is usually held out. */
  double HELD_OUT = 0.2;

  /** Who holds out a larger part than this may have meant to learn from it. */
  double MOST_HELD_OUT = 0.5;

  /** The examples of the run. */
  DataSplit split();

  /**
   * How far outside the farthest number of the training or held-out rows lies, in units of {@link
   * gradus.train.data.Outliers} of the training rows; 0 if no row, or more than a few of a part,
   * are outliers.
   */
  double farthest();

  /** How many examples a changed run learns from. */
  int learnedFrom(RunFile run);

  /** The updates of one whole training. */
  long steps();

  /** The epoch after which the run answered held-out examples best; empty if none was looked at. */
  OptionalInt bestEpoch();

  /**
   * The rate that a range test proposes for a run; its steps count as cost. Empty if the loss falls
   * at no rate.
   */
  OptionalDouble testedRate(RunFile run);
}
