package gradus.train.metric;

import gradus.train.data.Batch;

/**
 * The part of what is asked that is answered right.
 *
 * <p>Of classes: the part of the examples whose largest output is the true class; of one output,
 * those whose probability is above one half for class 1 and not above it for class 0.
 *
 * <p>Of independent outputs (a binary cross-entropy on two or more numbers an example, see {@link
 * Outputs}): the part of all outputs of all examples whose probability is above one half where the
 * target is 1, and not above it where it is 0 (a target above one half counts as 1). It is Keras'
 * {@code binary_accuracy}, and 1 less scikit-learn's {@code hamming_loss}; what scikit-learn's
 * {@code accuracy_score} counts for such targets, examples with no output wrong, is {@link
 * ExactMatch}. Where few targets are 1, always answering 0 is right nearly everywhere: look at F1,
 * too.
 */
public final class Accuracy implements Metric {
  private final Outputs form;
  private long right;
  private long all;

  /** For outputs of a form. */
  public Accuracy(Outputs form) {
    this.form = form;
  }

  @Override
  public String name() {
    return "accuracy";
  }

  @Override
  public boolean higherIsBetter() {
    return true;
  }

  @Override
  public void accumulate(float[] outputs, Batch batch) {
    form.check(name(), outputs, batch);
    for (int row = 0; row < batch.size(); row++) {
      right += form.right(outputs, batch, row);
    }
    all += (long) batch.size() * form.asked();
  }

  @Override
  public double value() {
    return all == 0 ? Double.NaN : (double) right / all;
  }

  @Override
  public void reset() {
    right = 0;
    all = 0;
  }
}
