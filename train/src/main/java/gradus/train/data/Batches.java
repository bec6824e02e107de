package gradus.train.data;

import java.util.Arrays;
import java.util.List;

/**
 * Cuts a data set in batches: the batch of a step is a pure function of (seed, epoch, step).
 *
 * <p>The order of an epoch is {@link Order#permutation}; then each example is augmented, then
 * mixed. Immutable; the {@code with} methods return changed copies. Safe for many threads.
 */
public final class Batches {
  private final Dataset data;
  private final int batch;
  private final long seed;
  private final boolean shuffled;
  private final boolean dropLast;
  private final List<Augmentation> augmentations;
  private final Mixup mixup;
  private volatile EpochOrder lastOrder = new EpochOrder(-1, new int[0]);

  private record EpochOrder(long epoch, int[] order) {}

  private Batches(
      Dataset data,
      int batch,
      long seed,
      boolean shuffled,
      boolean dropLast,
      List<Augmentation> augmentations,
      Mixup mixup) {
    this.data = data;
    this.batch = batch;
    this.seed = seed;
    this.shuffled = shuffled;
    this.dropLast = dropLast;
    this.augmentations = augmentations;
    this.mixup = mixup;
  }

  /**
   * Batches in the order of the data, the last one as small as it comes out: for evaluation.
   *
   * @throws DataException if the data is empty, or the batch not in 1..size
   */
  public static Batches of(Dataset data, int batch) {
    if (data.size() == 0) {
      throw new DataException(data.name() + ": no examples; a batch needs at least one");
    }
    if (batch < 1 || batch > data.size()) {
      throw new DataException(
          "%s: got batch %d; must be in 1..%d, the number of examples (train.batch in a run file)"
              .formatted(data.name(), batch, data.size()));
    }
    return new Batches(data, batch, 0, false, false, List.of(), null);
  }

  /** In an order shuffled by seed and epoch: for training. */
  public Batches withSeed(long seed) {
    return new Batches(data, batch, seed, true, dropLast, augmentations, mixup);
  }

  /** Whether to leave out a last batch that is smaller than the others. */
  public Batches withDropLast(boolean dropLast) {
    return new Batches(data, batch, seed, shuffled, dropLast, augmentations, mixup);
  }

  /**
   * With augmentations, applied to each example in the given order.
   *
   * @throws DataException if one of them cannot change examples of this shape
   */
  public Batches withAugmentations(List<? extends Augmentation> augmentations) {
    augmentations.forEach(augmentation -> augmentation.check(data.shape()));
    return new Batches(data, batch, seed, shuffled, dropLast, List.copyOf(augmentations), mixup);
  }

  /** With mixing of examples; class labels become rows of class shares. */
  public Batches withMixup(Mixup mixup) {
    return new Batches(data, batch, seed, shuffled, dropLast, augmentations, mixup);
  }

  /** The data behind. */
  public Dataset data() {
    return data;
  }

  /** The number of examples in a full batch. */
  public int batchSize() {
    return batch;
  }

  /** The number of batches in an epoch. */
  public int stepsPerEpoch() {
    return dropLast ? data.size() / batch : Math.ceilDiv(data.size(), batch);
  }

  /** The number of examples in the batch of a step. */
  public int sizeOf(int step) {
    return Math.min(batch, data.size() - step * batch);
  }

  /** The numbers of float values per target row; 0 if the targets are class labels. */
  public int valueWidth() {
    return switch (data.targets()) {
      case Labels labels -> mixup == null ? 0 : labels.width();
      case Values values -> values.width();
    };
  }

  /** Buffers for a full batch. */
  public Batch allocate() {
    int width = valueWidth();
    return new Batch(
        new float[Math.multiplyExact(batch, data.shape().count())],
        new int[width == 0 ? batch : 0],
        new float[batch * width],
        batch);
  }

  /** The batch of a step, in arrays of its own. */
  public Batch at(long epoch, int step) {
    return fill(epoch, step, allocate());
  }

  /**
   * Fills buffers with the batch of a step.
   *
   * @param into from {@link #allocate}
   * @return the same arrays with the size of this batch
   * @throws IllegalArgumentException if the epoch has no such step
   */
  public Batch fill(long epoch, int step, Batch into) {
    if (epoch < 0 || step < 0 || step >= stepsPerEpoch()) {
      throw new IllegalArgumentException(
          "%s: got epoch %d, step %d; must be 0 or more, and below %d steps"
              .formatted(data.name(), epoch, step, stepsPerEpoch()));
    }
    int[] order = order(epoch);
    int size = sizeOf(step);
    for (int row = 0; row < size; row++) {
      fillRow(epoch, order[step * batch + row], row, into);
    }
    return new Batch(into.features(), into.labels(), into.values(), size);
  }

  /** The numbers of the examples of a step, in the order of the batch. */
  public int[] examples(long epoch, int step) {
    return Arrays.copyOfRange(order(epoch), step * batch, step * batch + sizeOf(step));
  }

  private int[] order(long epoch) {
    EpochOrder known = lastOrder;
    if (known.epoch != epoch) {
      int n = data.size();
      int[] order = shuffled ? Order.permutation(n, seed, epoch) : Order.identity(n);
      known = new EpochOrder(epoch, order);
      lastOrder = known;
    }
    return known.order;
  }

  private void fillRow(long epoch, int example, int row, Batch into) {
    int width = data.shape().count();
    int values = valueWidth();
    features(epoch, example, into.features(), row * width);
    if (mixup != null) {
      mix(epoch, example, row, into);
    } else {
      switch (data.targets()) {
        case Labels labels -> into.labels()[row] = labels.label(example);
        case Values numbers -> numbers.copy(example, into.values(), row * values);
      }
    }
  }

  private void features(long epoch, int example, float[] into, int offset) {
    data.features().copy(example, into, offset);
    Draws draws = drawsOf(epoch, example);
    for (int i = 0; i < augmentations.size(); i++) {
      augmentations.get(i).apply(into, offset, data.shape(), draws.at(i + 1));
    }
  }

  private void mix(long epoch, int example, int row, Batch into) {
    Draws draws = drawsOf(epoch, example).at(0);
    int partner = mixup.partner(data.size(), draws);
    float share = (float) mixup.share(draws);
    int width = data.shape().count();
    float[] other = new float[width];
    features(epoch, partner, other, 0);
    blend(into.features(), row * width, other, share);
    int values = valueWidth();
    target(example, into.values(), row * values);
    float[] otherTarget = new float[values];
    target(partner, otherTarget, 0);
    blend(into.values(), row * values, otherTarget, share);
  }

  private void target(int example, float[] into, int offset) {
    switch (data.targets()) {
      case Labels labels -> {
        Arrays.fill(into, offset, offset + labels.width(), 0);
        into[offset + labels.label(example)] = 1;
      }
      case Values numbers -> numbers.copy(example, into, offset);
    }
  }

  private static void blend(float[] into, int offset, float[] other, float share) {
    for (int i = 0; i < other.length; i++) {
      into[offset + i] = share * into[offset + i] + (1 - share) * other[i];
    }
  }

  private Draws drawsOf(long epoch, int example) {
    return new Draws(seed).at(epoch).at(example);
  }
}
