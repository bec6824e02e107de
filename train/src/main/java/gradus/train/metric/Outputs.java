package gradus.train.metric;

import gradus.train.data.Batch;

/**
 * What the numbers are that a model puts out for an example.
 *
 * <p>Outputs are <em>exclusive</em>, scores of classes of which one is right, or
 * <em>independent</em> (multi-label): each answers a question of its own with yes or no, and any
 * number of them may be 1 at once. A training's outputs are independent if its loss is a binary
 * cross-entropy and its targets are two or more numbers an example, even if just one of them is 1
 * in every example: the loss asks of each output alone. Class labels are exclusive, whatever the
 * loss.
 *
 * @param width how many there are; 1 means two classes for a classifier
 * @param independent whether each is a question of its own; needs 2 or more
 */
public record Outputs(int width, Form form, boolean independent) {
  private static final double SMALLEST = 1e-15;

  /** What a number means. */
  public enum Form {
    /** Before softmax, or before sigmoid if the width is 1 or the outputs are independent. */
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
    if (independent && width < 2) {
      throw new IllegalArgumentException(
          "outputs: got 1 that is independent; one output is one question, so leave that out");
    }
  }

  /** Exclusive outputs. */
  public Outputs(int width, Form form) {
    this(width, form, false);
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

  /** As many outputs of this form, each a question of its own. */
  public Outputs each() {
    return new Outputs(width, form, true);
  }

  /** The number of classes, at least 2. */
  public int classes() {
    return Math.max(2, width);
  }

  /** The class a row speaks for, the first of equals; -1 if a number is NaN. */
  public int predicted(float[] outputs, int row) {
    int at = row * width;
    if (width == 1) {
      return answer(outputs, row, 0);
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

  /** What one output says for itself: 1 if its probability is above one half, else 0; -1 if NaN. */
  int answer(float[] outputs, int row, int c) {
    float said = outputs[row * width + c];
    double border =
        switch (form) {
          case LOGITS -> 0;
          case LOG_PROBABILITIES -> Math.log(0.5);
          case PROBABILITIES, VALUES -> 0.5;
        };
    return Float.isNaN(said) ? -1 : said > border ? 1 : 0;
  }

  /** What is right for one of independent outputs: 1 for a target above one half, else 0. */
  int truth(Batch batch, int row, int c) {
    return batch.values()[row * width + c] > 0.5 ? 1 : 0;
  }

  /** How much is asked of each example: its class, or one answer of each independent output. */
  int asked() {
    return independent ? width : 1;
  }

  /** How much of what is asked a row answers right. */
  int right(float[] outputs, Batch batch, int row) {
    if (!independent) {
      return predicted(outputs, row) == truth(batch, row) ? 1 : 0;
    }
    int count = 0;
    for (int c = 0; c < width; c++) {
      count += answer(outputs, row, c) == truth(batch, row, c) ? 1 : 0;
    }
    return count;
  }

  /**
   * The natural logarithm of the probability that an output alone gives to 1, or to 0; at least log
   * 1e-15 for shares.
   */
  double logAnswer(float said, boolean one) {
    return switch (form) {
      case LOGITS -> -softplus(one ? -said : said);
      case LOG_PROBABILITIES -> one ? said : Math.log(-Math.expm1(said));
      case PROBABILITIES, VALUES -> Math.log(Math.max(one ? said : 1.0 - said, SMALLEST));
    };
  }

  /** Outputs to compare with numbers, row-major: probabilities of logits, else as they are. */
  float[] numbers(float[] outputs, int rows) {
    if (form == Form.PROBABILITIES || form == Form.VALUES) {
      return outputs;
    }
    float[] numbers = new float[rows * width];
    boolean alone = width == 1 || independent;
    for (int at = 0; at < numbers.length; at += width) {
      double whole = alone || form != Form.LOGITS ? 0 : logSum(outputs, at, -1);
      for (int i = at; i < at + width; i++) {
        numbers[i] = (float) Math.exp(alone ? logAnswer(outputs[i], true) : outputs[i] - whole);
      }
    }
    return numbers;
  }

  /**
   * The natural logarithm of the probability a row gives a class; at least log 1e-15 for shares.
   */
  double logProbability(float[] outputs, int row, int c) {
    int at = row * width;
    if (width == 1) {
      return logAnswer(outputs[at], c == 1);
    }
    return switch (form) {
      case LOGITS -> outputs[at + c] - logSum(outputs, at, -1);
      case LOG_PROBABILITIES -> outputs[at + c];
      case PROBABILITIES, VALUES -> Math.log(Math.max(outputs[at + c], SMALLEST));
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

  /** Refuses independent outputs for a metric of classes of which one is right. */
  void requireExclusive(String name) {
    if (independent) {
      throw new IllegalArgumentException(
          "%s: got %d outputs that answer yes or no each; must be classes of which one is right; use accuracy, exact_match, f1 or roc_auc"
              .formatted(name, width));
    }
  }

  /** Refuses outputs or targets that are too short for the batch. */
  void check(String name, float[] outputs, Batch batch) {
    if (independent && batch.labelled()) {
      throw new IllegalArgumentException(
          "%s: got class labels for %d outputs that answer yes or no each; must be a number for each output"
              .formatted(name, width));
    }
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
