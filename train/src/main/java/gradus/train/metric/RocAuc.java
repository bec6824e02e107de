package gradus.train.metric;

import gradus.train.data.Batch;
import java.util.Arrays;

/**
 * The area under the receiver operating characteristic: the probability that an example of a class
 * scores higher than one of another class, ties counted half (Mann and Whitney 1947).
 *
 * <p>For two classes it is that of class 1, for more the mean over the classes, each against the
 * rest, and for independent outputs the mean over them, each where its target is 1 against where it
 * is 0. NaN if a class or its rest has no example, or a score is NaN. Keeps all scores.
 */
public final class RocAuc implements Metric {
  private static final int EXAMPLES = 256;

  private final Outputs form;
  private boolean[] truths;
  private double[] scores;
  private int size;

  /** For outputs of a form. */
  public RocAuc(Outputs form) {
    this.form = form;
    truths = new boolean[EXAMPLES * scored()];
    scores = new double[EXAMPLES * scored()];
  }

  /** How many scores are kept an example. */
  private int scored() {
    return form.classes() == 2 && !form.independent() ? 1 : form.classes();
  }

  @Override
  public String name() {
    return "roc_auc";
  }

  @Override
  public boolean higherIsBetter() {
    return true;
  }

  @Override
  public void accumulate(float[] outputs, Batch batch) {
    form.check(name(), outputs, batch);
    while ((size + batch.size()) * scored() > truths.length) {
      truths = Arrays.copyOf(truths, 2 * truths.length);
      scores = Arrays.copyOf(scores, 2 * scores.length);
    }
    for (int row = 0; row < batch.size(); row++) {
      for (int c = 0; c < scored(); c++) {
        keep(outputs, batch, row, c);
      }
      size++;
    }
  }

  private void keep(float[] outputs, Batch batch, int row, int column) {
    int at = size * scored() + column;
    if (form.independent()) {
      truths[at] = form.truth(batch, row, column) == 1;
      scores[at] = outputs[row * form.width() + column];
    } else {
      int scoredClass = scored() == 1 ? 1 : column;
      truths[at] = form.truth(batch, row) == scoredClass;
      scores[at] = form.score(outputs, row, scoredClass);
    }
  }

  @Override
  public double value() {
    double sum = 0;
    for (int c = 0; c < scored(); c++) {
      sum += area(c);
    }
    return sum / scored();
  }

  private double area(int column) {
    double[] positive = new double[size];
    double[] negative = new double[size];
    int positives = 0;
    int negatives = 0;
    for (int i = 0; i < size; i++) {
      double score = scores[i * scored() + column];
      if (Double.isNaN(score)) {
        return Double.NaN;
      }
      if (truths[i * scored() + column]) {
        positive[positives++] = score;
      } else {
        negative[negatives++] = score;
      }
    }
    Arrays.sort(positive, 0, positives);
    Arrays.sort(negative, 0, negatives);
    double wins = 0;
    int below = 0;
    int belowOrEqual = 0;
    for (int i = 0; i < positives; i++) {
      while (below < negatives && negative[below] < positive[i]) {
        below++;
      }
      while (belowOrEqual < negatives && negative[belowOrEqual] <= positive[i]) {
        belowOrEqual++;
      }
      wins += 0.5 * (below + belowOrEqual);
    }
    return wins / ((double) positives * negatives);
  }

  @Override
  public void reset() {
    size = 0;
  }
}
