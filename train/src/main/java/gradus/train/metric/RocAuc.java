package gradus.train.metric;

import gradus.train.data.Batch;
import java.util.Arrays;

/**
 * The area under the receiver operating characteristic: the probability that an example of a class
 * scores higher than one of another class, ties counted half (Mann and Whitney 1947).
 *
 * <p>For two classes it is that of class 1, for more the mean over the classes, each against the
 * rest. NaN if a class or its rest has no example, or a score is NaN. Keeps all scores.
 */
public final class RocAuc implements Metric {
  private final Outputs form;
  private int[] truths = new int[256];
  private double[] scores;
  private int size;

  /** For outputs of a form. */
  public RocAuc(Outputs form) {
    this.form = form;
    scores = new double[truths.length * scored()];
  }

  /** How many scores are kept an example. */
  private int scored() {
    return form.classes() == 2 ? 1 : form.classes();
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
    while (size + batch.size() > truths.length) {
      truths = Arrays.copyOf(truths, 2 * truths.length);
      scores = Arrays.copyOf(scores, 2 * scores.length);
    }
    for (int row = 0; row < batch.size(); row++) {
      truths[size] = form.truth(batch, row);
      for (int c = 0; c < scored(); c++) {
        int scoredClass = scored() == 1 ? 1 : c;
        scores[size * scored() + c] = form.score(outputs, row, scoredClass);
      }
      size++;
    }
  }

  @Override
  public double value() {
    if (scored() == 1) {
      return area(0, 1);
    }
    double sum = 0;
    for (int c = 0; c < scored(); c++) {
      sum += area(c, c);
    }
    return sum / scored();
  }

  private double area(int column, int positiveClass) {
    double[] positive = new double[size];
    double[] negative = new double[size];
    int positives = 0;
    int negatives = 0;
    for (int i = 0; i < size; i++) {
      double score = scores[i * scored() + column];
      if (Double.isNaN(score)) {
        return Double.NaN;
      }
      if (truths[i] == positiveClass) {
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
