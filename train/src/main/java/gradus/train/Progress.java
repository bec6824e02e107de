package gradus.train;

import gradus.nn.schedule.ReduceOnPlateau;

/**
 * How far a training has come; with the values of the engine, all that a resume needs.
 *
 * @param epoch whole epochs done
 * @param batch batches done in the current epoch
 * @param updates updates done
 * @param draws batches done in all
 * @param lossSum the sum of losses in the current epoch, each times its batch size
 * @param lossCount the examples behind that sum
 * @param epochLoss the mean loss of the last whole epoch; NaN before the first
 * @param seconds of training so far
 * @param best the best watched value so far; NaN before the first
 * @param bestStep the update at which it was reached
 * @param stale epochs since then
 * @param plateau the state of a schedule that follows the loss
 */
public record Progress(
    int epoch,
    int batch,
    long updates,
    long draws,
    double lossSum,
    long lossCount,
    double epochLoss,
    double seconds,
    double best,
    long bestStep,
    int stale,
    ReduceOnPlateau.State plateau) {
  /** Before the first step. */
  public static final Progress START =
      new Progress(0, 0, 0, 0, 0, 0, Double.NaN, 0, Double.NaN, 0, 0, ReduceOnPlateau.State.START);

  Progress afterBatch(double loss, int size, boolean update, double seconds) {
    return new Progress(
        epoch,
        batch + 1,
        updates + (update ? 1 : 0),
        draws + 1,
        lossSum + loss * size,
        lossCount + size,
        epochLoss,
        this.seconds + seconds,
        best,
        bestStep,
        stale,
        plateau);
  }

  Progress afterEpoch() {
    return new Progress(
        epoch + 1, 0, updates, draws, 0, 0, meanLoss(), seconds, best, bestStep, stale, plateau);
  }

  Progress watched(double value, boolean better) {
    return new Progress(
        epoch,
        batch,
        updates,
        draws,
        lossSum,
        lossCount,
        epochLoss,
        seconds,
        better ? value : best,
        better ? updates : bestStep,
        better ? 0 : stale + 1,
        plateau);
  }

  Progress withPlateau(ReduceOnPlateau.State state) {
    return new Progress(
        epoch, batch, updates, draws, lossSum, lossCount, epochLoss, seconds, best, bestStep, stale,
        state);
  }

  /** The mean loss of the current epoch so far. */
  public double meanLoss() {
    return lossCount == 0 ? Double.NaN : lossSum / lossCount;
  }
}
