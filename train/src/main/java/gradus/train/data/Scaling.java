package gradus.train.data;

/**
 * How numbers are scaled before a model sees them; what it needs is learned on the training part.
 */
public enum Scaling {
  /** As they are. */
  NONE,
  /** (x - mean) / standard deviation, each feature by itself. */
  STANDARDIZE,
  /** (x - mean) / standard deviation, each channel (last axis) by itself. */
  STANDARDIZE_CHANNELS,
  /** (x - smallest) / (largest - smallest), each feature by itself. */
  SCALE
}
