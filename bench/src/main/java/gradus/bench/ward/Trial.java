package gradus.bench.ward;

import gradus.core.compile.Compiler;
import gradus.train.Listener;
import gradus.train.Result;
import gradus.train.Trainer;
import gradus.train.data.DataSplit;
import gradus.train.data.Dataset;
import gradus.train.data.Labels;
import gradus.train.log.EndReason;
import gradus.train.log.Event;
import gradus.train.run.Prepared;
import gradus.train.run.RunFile;
import java.util.ArrayList;
import java.util.List;

/**
 * One training and how good it was on held-out data: accuracy for classes, {@code R²} for numbers.
 *
 * @param seed its seed
 * @param score the score at the end; that of chance if it crashed or is worse
 * @param chance the score of always giving the commonest class (or, for numbers, the mean)
 * @param crashed whether a number became NaN or infinite, or it failed otherwise
 * @param first the mean training loss of the first epoch, as a scale for the next two
 * @param best the smallest held-out loss after an epoch
 * @param last the held-out loss at the end
 * @param steps updates that were done
 * @param seconds the time it took
 */
record Trial(
    long seed,
    double score,
    double chance,
    boolean crashed,
    double first,
    double best,
    double last,
    long steps,
    double seconds) {

  /**
   * Trains with one thread, and judges by the test part if there is one, else by the validation
   * part.
   *
   * @throws IllegalArgumentException if the run file does not measure what scores it
   */
  static Trial run(RunFile file, long seed, Compiler compiler, List<Listener> listeners) {
    long begin = System.nanoTime();
    Prepared prepared = Prepared.of(file);
    DataSplit split = prepared.split();
    boolean tested = split.test().size() > 0;
    Dataset held = tested ? split.test() : split.validation();
    DataSplit parts = tested ? new DataSplit(split.train(), held, split.validation()) : split;
    List<Event.EpochDone> epochs = new ArrayList<>();
    Trainer trainer =
        prepared
            .trainer()
            .seed(seed)
            .threads(1)
            .compiler(compiler)
            .listen(
                event -> {
                  if (event instanceof Event.EpochDone epoch) {
                    epochs.add(epoch);
                  }
                });
    listeners.forEach(trainer::listen);
    Result result = trainer.fit(parts);
    double chance = chance(held);
    double score = score(result, held.targets() instanceof Labels ? "accuracy" : "r2");
    boolean crashed = result.reason() == EndReason.NOT_FINITE || !Double.isFinite(score);
    double best =
        epochs.stream()
            .mapToDouble(epoch -> epoch.validationLoss().orElse(Double.NaN))
            .filter(Double::isFinite)
            .min()
            .orElse(result.loss());
    return new Trial(
        seed,
        crashed ? chance : Math.max(chance, score),
        chance,
        crashed,
        epochs.isEmpty() ? Double.NaN : epochs.getFirst().loss(),
        best,
        result.loss(),
        result.progress().updates(),
        (System.nanoTime() - begin) / 1e9);
  }

  private static double score(Result result, String metric) {
    if (!result.metrics().containsKey(metric)) {
      throw new IllegalArgumentException(
          "metrics: got "
              + String.join(", ", result.metrics().keySet())
              + "; must have "
              + metric
              + ", by which such a training is scored; add it");
    }
    return result.metrics().get(metric);
  }

  private static double chance(Dataset held) {
    if (!(held.targets() instanceof Labels labels)) {
      return 0;
    }
    int most = 0;
    for (int count : labels.counts()) {
      most = Math.max(most, count);
    }
    return (double) most / held.size();
  }
}
