package gradus.train.metric;

import gradus.train.data.Batch;

/**
 * What the numbers are that a model puts out for an example.
 *
 * @param width how many there are; 1 means two classes for a classifier
 */
public record Outputs(int width, Form form) {
  private static final double SMALLEST = 1e-15;

  /** What a number means. */
  public enum Form {
    /** Before softmax, or before sigmoid if the width is 1. */
    LOGITS,
    /** Logarithms of probabilities. */
    LOG_PROBABILITIES,
    /** Probabilities. */
    PROBABILITIES,
    /** Numbers in the units of the targets. */
    VALUES
  }

  /** Checks the width. */
  public Outputs {
    if (width < 1) {
      throw new IllegalArgumentException("outputs: got width " + width + "; must be 1 or more");
    }
  }

  /** Logits of so many classes. */
  public static Outputs logits(int width) {
    return new Outputs(width, Form.LOGITS);
  }

  /** Probabilities of so many classes. */
  public static Outputs probabilities(int width) {
    return new Outputs(width, Form.PROBABILITIES);
  }

  /** So many numbers. */
  public static Outputs values(int width) {
    return new Outputs(width, Form.VALUES);
  }

  /** The number of classes, at least 2. */
  public int classes() {
    return Math.max(2, width);
  }

  /** The class a row speaks for, the first of equals; -1 if a number is NaN. */
  public int predicted(float[] outputs, int row) {
    int at = row * width;
    if (width == 1) {
      double border =
          switch (form) {
            case LOGITS -> 0;
            case LOG_PROBABILITIES -> Math.log(0.5);
            case PROBABILITIES, VALUES -> 0.5;
          };
      return Float.isNaN(outputs[at]) ? -1 : outputs[at] > border ? 1 : 0;
    }
    int best = 0;
    for (int c = 0; c < width; c++) {
      if (Float.isNaN(outputs[at + c])) {
        return -1;
      }
      best = outputs[at + c] > outputs[at + best] ? c : best;
    }
    return best;
  }

  /**
   * The natural logarithm of the probability a row gives a class; at least log 1e-15 for shares.
   */
  double logProbability(float[] outputs, int row, int c) {
    int at = row * width;
    return switch (form) {
      case LOGITS ->
          width == 1
              ? -softplus(c == 1 ? -outputs[at] : outputs[at])
              : outputs[at + c] - logSum(outputs, at, -1);
      case LOG_PROBABILITIES ->
          width == 1 && c == 0
              ? Math.log(-Math.expm1(outputs[at]))
              : outputs[at + (width == 1 ? 0 : c)];
      case PROBABILITIES, VALUES -> {
        double p = width > 1 ? outputs[at + c] : c == 1 ? outputs[at] : 1.0 - outputs[at];
        yield Math.log(Math.max(p, SMALLEST));
      }
    };
  }

  /**
   * A number that rises with the probability a row gives a class. Of logits it is the log odds,
   * which tell probabilities near 1 apart that float32 does not.
   */
  double score(float[] outputs, int row, int c) {
    int at = row * width;
    if (width == 1) {
      return c == 1 ? outputs[at] : -outputs[at];
    }
    return switch (form) {
      case LOGITS, LOG_PROBABILITIES -> outputs[at + c] - logSum(outputs, at, c);
      case PROBABILITIES, VALUES -> outputs[at + c];
    };
  }

  private double logSum(float[] outputs, int at, int without) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < width; c++) {
      largest = c == without ? largest : Math.max(largest, outputs[at + c]);
    }
    if (Double.isInfinite(largest)) {
      return largest;
    }
    double sum = 0;
    for (int c = 0; c < width; c++) {
      sum += c == without ? 0 : Math.exp(outputs[at + c] - largest);
    }
    return largest + Math.log(sum);
  }

  private static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  /** The true class of a row: its label, or the largest of its class shares. */
  int truth(Batch batch, int row) {
    if (batch.labelled()) {
      int label = batch.labels()[row];
      if (label < 0 || label >= classes()) {
        throw new IllegalArgumentException(
            "metric: got label %d in row %d; must be in 0..%d, so make the last layer wider"
                .formatted(label, row, classes() - 1));
      }
      return label;
    }
    if (width == 1) {
      return batch.values()[row] > 0.5 ? 1 : 0;
    }
    int best = 0;
    for (int c = 1; c < width; c++) {
      best = batch.values()[row * width + c] > batch.values()[row * width + best] ? c : best;
    }
    return best;
  }

  /** The share a class has in the target of a row: 1 for its label. */
  double share(Batch batch, int row, int c) {
    if (batch.labelled()) {
      return truth(batch, row) == c ? 1 : 0;
    }
    if (width == 1) {
      return c == 1 ? batch.values()[row] : 1.0 - batch.values()[row];
    }
    return batch.values()[row * width + c];
  }

  /** Refuses outputs or targets that are too short for the batch. */
  void check(String name, float[] outputs, Batch batch) {
    int needed = batch.size() * width;
    if (outputs.length < needed) {
      throw new IllegalArgumentException(
          "%s: got %d outputs for %d examples; must be %d, %d an example"
              .formatted(name, outputs.length, batch.size(), needed, width));
    }
    if (!batch.labelled() && batch.values().length < needed) {
      throw new IllegalArgumentException(
          "%s: got %d target values for %d examples; must be %d, as many as outputs"
              .formatted(name, batch.values().length, batch.size(), needed));
    }
  }

  /** Refuses class labels where numbers are compared. */
  void checkValues(String name, float[] outputs, Batch batch) {
    if (batch.labelled()) {
      throw new IllegalArgumentException(
          name + ": got class labels; compares numbers, so use accuracy or log_loss");
    }
    check(name, outputs, batch);
  }
}
