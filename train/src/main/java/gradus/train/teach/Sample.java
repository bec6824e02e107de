package gradus.train.teach;

import gradus.core.shape.DType;
import gradus.core.shape.Shape;
import gradus.train.data.Batch;
import gradus.train.data.Batches;
import gradus.train.data.Dataset;

/**
 * The few examples at which a network is looked at.
 *
 * @param example the shape of one example's features
 * @param type of the features: numbers, or ids for a network that begins with an embedding
 * @param batch features {@code [size, example..]} and targets
 */
public record Sample(Shape example, DType type, Batch batch) {
  /**
   * Checks that there are enough numbers.
   *
   * @throws IllegalArgumentException if the batch is empty or too short
   */
  public Sample {
    int needed = batch.size() * example.count();
    if (batch.size() < 1 || batch.features().length < needed) {
      throw new IllegalArgumentException(
          "sample: got "
              + batch.features().length
              + " numbers for "
              + batch.size()
              + " examples of shape "
              + example
              + "; must be one example or more, and "
              + needed
              + " numbers");
    }
  }

  /** Examples of numbers. */
  public static Sample of(Shape example, Batch batch) {
    return new Sample(example, DType.F32, batch);
  }

  /** Examples with class labels: features row-major, a label for each example. */
  public static Sample ofLabels(Shape example, float[] features, int... labels) {
    return of(example, new Batch(features, labels, new float[0], labels.length));
  }

  /** One example with the numbers that the network should give. */
  public static Sample ofValues(Shape example, float[] features, float... target) {
    return of(example, new Batch(features, new int[0], target, 1));
  }

  /** The first examples of a data set, in its order. */
  public static Sample first(Dataset data, int examples) {
    return of(data.shape(), Batches.of(data, Math.min(examples, data.size())).at(0, 0));
  }

  /** The same examples, taken as ids. */
  public Sample ids() {
    return new Sample(example, DType.I32, batch);
  }

  /** The shape of all features: [size, example..]. */
  Shape inputShape() {
    return Shape.of(batch.size()).plus(example.sizes());
  }

  /** The features in float64. */
  double[] features() {
    double[] features = new double[inputShape().count()];
    for (int i = 0; i < features.length; i++) {
      features[i] = batch.features()[i];
    }
    return features;
  }

  /** The shape of all targets: [size] of labels, or [size, width]. */
  Shape targetShape() {
    return batch.labelled()
        ? Shape.of(batch.size())
        : Shape.of(batch.size(), batch.values().length / batch.size());
  }

  /** The targets in float64. */
  double[] targets() {
    double[] targets = new double[targetShape().count()];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = batch.labelled() ? batch.labels()[i] : batch.values()[i];
    }
    return targets;
  }
}
