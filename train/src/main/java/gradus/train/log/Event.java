package gradus.train.log;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One thing that happened in a run. Steps count from 1; step 0 is before the first. An empty {@link
 * OptionalDouble} was not measured; NaN and infinity were measured and are kept as they are.
 */
public sealed interface Event {

  /** The last step that was done when this happened. */
  long step();

  /**
   * The run begins.
   *
   * @param time when
   * @param name the run's name
   * @param seed the seed of all randomness
   * @param model the network in one line, for people
   * @param parameters how many numbers are trained
   * @param memoryBytes the planned memory of a training step, in bytes
   * @param versions what was used, name to version: gradus, jdk, vector width…
   * @param facts further rows for the report's table, in order: optimizer, batch, samples…
   * @param dataHash the hash of the training data; may be empty
   * @param runFile the text of the run file as executed; may be empty
   */
  record RunStarted(
      Instant time,
      String name,
      long seed,
      String model,
      long parameters,
      long memoryBytes,
      Map<String, String> versions,
      Map<String, String> facts,
      String dataHash,
      String runFile)
      implements Event {
    /** Copies the maps, keeping their order. */
    public RunStarted {
      versions = ordered(versions);
      facts = ordered(facts);
    }

    @Override
    public long step() {
      return 0;
    }
  }

  /** The run goes on from a checkpoint; what was logged past {@code step} no longer counts. */
  record Resumed(Instant time, long step) implements Event {}

  /**
   * One update of the parameters.
   *
   * @param epoch the epoch it belongs to, from 1
   * @param loss the mean loss of the batch
   * @param rate the learning rate
   * @param gradientNorm the global norm of the gradient before clipping; from samples where nothing
   *     is clipped
   * @param clippedNorm the same after clipping
   * @param milliseconds the time of the step
   */
  record StepDone(
      long step,
      int epoch,
      double loss,
      double rate,
      OptionalDouble gradientNorm,
      OptionalDouble clippedNorm,
      double milliseconds)
      implements Event {}

  /**
   * One pass over the training data.
   *
   * @param step the last step of the epoch
   * @param epoch the epoch, from 1
   * @param loss the mean training loss over the epoch
   * @param metrics name to value on the training data
   * @param validationLoss the loss on held-out data
   * @param validationMetrics name to value on held-out data
   * @param rate the learning rate at the epoch's end
   * @param samplesPerSecond training samples a second
   * @param secondsLeft the estimate of the time to the end
   */
  record EpochDone(
      long step,
      int epoch,
      double loss,
      Map<String, Double> metrics,
      OptionalDouble validationLoss,
      Map<String, Double> validationMetrics,
      double rate,
      double samplesPerSecond,
      OptionalDouble secondsLeft)
      implements Event {
    /** Copies the maps, keeping their order. */
    public EpochDone {
      metrics = ordered(metrics);
      validationMetrics = ordered(validationMetrics);
    }
  }

  /** A validation between the ends of epochs. */
  record Validated(long step, double loss, Map<String, Double> metrics) implements Event {
    /** Copies the map, keeping its order. */
    public Validated {
      metrics = ordered(metrics);
    }
  }

  /** How the gradient reaches the parameters, from input to output. */
  record GradientFlow(long step, List<Part> parts) implements Event {
    /** Copies the list. */
    public GradientFlow {
      parts = List.copyOf(parts);
    }
  }

  /**
   * One parameter's share of a {@link GradientFlow}.
   *
   * @param name the layer and the parameter, for example {@code dense_1.weight}
   * @param gradientRms the root of the mean square of its gradient, before clipping
   * @param gradientMax the largest magnitude in its gradient
   * @param weightRms the root of the mean square of its values
   * @param weightMax the largest magnitude of its values
   * @param updateRatio the norm of its update over the norm of its values
   * @param cosine the cosine between this gradient and that of the step before
   * @param earlierRms the root of the mean square of the gradient of the step before
   * @param numbers how many numbers it holds; 0 in logs that do not say
   */
  record Part(
      String name,
      double gradientRms,
      double gradientMax,
      double weightRms,
      double weightMax,
      double updateRatio,
      OptionalDouble cosine,
      OptionalDouble earlierRms,
      long numbers) {
    /** Without the gradient of the step before but its cosine, and without a count. */
    public Part(
        String name,
        double gradientRms,
        double gradientMax,
        double weightRms,
        double weightMax,
        double updateRatio,
        OptionalDouble cosine) {
      this(
          name,
          gradientRms,
          gradientMax,
          weightRms,
          weightMax,
          updateRatio,
          cosine,
          OptionalDouble.empty(),
          0);
    }

    /** Without maxima and cosine. */
    public static Part of(String name, double gradientRms, double weightRms, double updateRatio) {
      return new Part(
          name,
          gradientRms,
          Double.NaN,
          weightRms,
          Double.NaN,
          updateRatio,
          OptionalDouble.empty());
    }
  }

  /**
   * How the signal runs forward and the gradient back through the pieces of the network, from input
   * to output.
   */
  record SignalFlow(long step, List<Link> links) implements Event {
    /** Copies the list. */
    public SignalFlow {
      links = List.copyOf(links);
    }
  }

  /** What a piece of a network does to a gradient on its way back. */
  enum Role {
    /** A product with a weight. */
    WEIGHT,
    /** An elementwise function: the gradient is multiplied by its slope. */
    SLOPE,
    /** A normalization. */
    NORM,
    /** Where ways past a piece join. */
    SKIP,
    /** Pooling, dropout, softmax, moves and all else. */
    OTHER
  }

  /**
   * A piece of the network between two values. With δ the gradient of the loss by a value, its gain
   * is {@code rms(δ at its input, through it alone) / rms(δ at its output)}; the junction is {@code
   * rms(δ at its input) / rms(the same through it alone)}, which differs from 1 where other ways
   * read that input too. The product of all gains and junctions from the output down to a value is
   * {@code rms(δ there) / rms(δ at the output)}, exactly.
   *
   * @param path the layer
   * @param kind what the layer is, for example {@code dense}, {@code relu}
   * @param role what it does to the gradient
   * @param values the values at its output
   * @param gradient δ at its output; empty where no parameter before it learns
   * @param gain its gain; NaN where nothing before it learns
   * @param junction its junction; 1 where no other way reads its input, NaN like the gain
   * @param units what its units do, if it is an activation
   */
  record Link(
      String path,
      String kind,
      Role role,
      Spread values,
      Optional<Spread> gradient,
      double gain,
      double junction,
      Optional<Units> units) {}

  /**
   * How large the numbers of a tensor are.
   *
   * @param rms the root of their mean square
   * @param mean their mean
   * @param max their largest magnitude; NaN if one of them is NaN
   * @param histogram their magnitudes, from a sample
   */
  record Spread(double rms, double mean, double max, Histogram histogram) {}

  /**
   * Magnitudes by powers of two: {@code counts[i]} numbers have {@code 2^(first + i) <= |x| <
   * 2^(first + i + 1)}.
   *
   * @param zeros how many are 0
   * @param nonFinite how many are NaN or infinite
   */
  record Histogram(int first, List<Integer> counts, int zeros, int nonFinite) {
    /** Copies the list. */
    public Histogram {
      counts = List.copyOf(counts);
    }

    /** The share of zeros; NaN of nothing. */
    public double zeroShare() {
      int all = zeros + nonFinite + counts.stream().mapToInt(Integer::intValue).sum();
      return zeros / (double) all;
    }
  }

  /**
   * What the units of an activation do. A unit is live for a sample if its slope is more than a
   * hundredth of the steepest slope of the function.
   *
   * @param count how many units there are: features, or channels
   * @param samples the samples of this batch that each unit saw; positions count as samples
   * @param silent units that were live for none of them
   * @param dead units that were live for none of the last 300 samples or more that were measured
   * @param live the least, the 10 %, the middle, the 90 % and the largest share of samples for
   *     which a unit was live
   */
  record Units(int count, long samples, int silent, int dead, List<Double> live) {
    /** Copies the list. */
    public Units {
      live = List.copyOf(live);
    }
  }

  /**
   * A confusion matrix on held-out data.
   *
   * @param labels the classes' names
   * @param counts {@code counts[truth][prediction]}
   */
  record ConfusionCounted(long step, List<String> labels, List<List<Long>> counts)
      implements Event {
    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if the counts are not a square of the labels' size
     */
    public ConfusionCounted {
      labels = List.copyOf(labels);
      counts = counts.stream().map(List::copyOf).toList();
      int size = labels.size();
      if (counts.size() != size || counts.stream().anyMatch(row -> row.size() != size)) {
        throw new IllegalArgumentException(
            "confusion matrix: the counts must be " + size + " × " + size + ", one row a label");
      }
    }
  }

  /** A checkpoint was written to {@code file}; {@code best} if it is the best so far. */
  record Checkpointed(long step, String file, boolean best) implements Event {}

  /** Something a person should know; {@code where} is a layer, a parameter or a part of the run. */
  record Warning(long step, String where, String message) implements Event {}

  /**
   * The run ends.
   *
   * @param step how many steps were done
   * @param epochs how many whole epochs were done
   * @param seconds the time of training
   * @param bestName the value by which the best model was chosen; may be empty
   * @param best that value
   * @param bestStep the step at which it was reached
   * @param message what a person should read about it, for example an error; may be empty
   */
  record RunEnded(
      long step,
      EndReason reason,
      int epochs,
      double seconds,
      String bestName,
      OptionalDouble best,
      long bestStep,
      String message)
      implements Event {}

  private static <V> Map<String, V> ordered(Map<String, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
