package gradus.health.detect;

import gradus.health.Case;
import gradus.health.Intake;
import gradus.health.NoiseScale;
import gradus.train.log.EndReason;
import gradus.train.log.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far a training has come, on a scale that every task shares: 0 is the best answer that does
 * not look at the input, 1 is perfect.
 *
 * @param chance the loss at 0; the first loss if it is not known
 * @param first the loss of the first batch
 * @param recent the training loss lately
 * @param lowest the lowest it was, averaged alike
 * @param learned how far the training loss came from chance to 0, or to the lowest if that is less
 * @param attained how far the network is on held-out data if there are any, else {@code learned}
 * @param share the part of the planned training that is done; NaN if it is not known
 * @param steps updates done
 * @param values whether numbers are learned rather than classes: noise may keep them far from 1
 * @param neighbours how well the nearest neighbours of an example foretell its answer, on the scale
 *     of {@code attained}; NaN if it is not known
 * @param error the standard error of {@code attained}: it is counted on as many examples as are
 *     held out; 0 if none are
 * @param noise the standard error of one of these averages, from the differences of neighbours
 * @param losses averages of the training loss, up to 200, in order
 */
public record Course(
    double chance,
    double first,
    double recent,
    double lowest,
    double learned,
    double attained,
    double share,
    long steps,
    boolean values,
    double neighbours,
    double error,
    double noise,
    List<Double> losses) {
  private static final int AVERAGES = 200;
  private static final int SMALL_BATCH = 8;
  private static final double EARLY = 0.15;
  private static final long LEAST_STEPS = 30;

  /** In fewer steps no network comes to where neighbours are. */
  private static final int SOME = 50;

  /** Neighbours that foretell less are no measure. */
  private static final double NEIGHBOURS = 0.3;

  /**
   * What neighbours foretell at least if they alone are to tell that a network knows too little.
   */
  private static final double SURE = 0.5;

  /** A part of what neighbours foretell that sound networks of numbers reach, and learn. */
  private static final double FAR = 0.85;

  /** The same where neighbours foretell less, and noise may be why. */
  private static final double FAR_IN_NOISE = 0.7;

  /** A task of numbers of which neighbours foretell so much has little noise. */
  private static final double CLEAN = 0.89;

  /** The same for classes; what they learn is measured by another loss, and thus by itself. */
  private static final double FAR_IN_CLASSES = 0.7;

  /** A training loss that fell this far did decrease. */
  private static final double LEARNED = 0.5;

  /** The part of what neighbours foretell that a network reaches which answers nearly all right. */
  private static final double NEAR = 0.9;

  /** A share of the way to perfect at which nearly all answers are right. */
  private static final double NEARLY_ALL = 0.85;

  /** A loss that begins so many times above that of a blind answer hardly mends by itself. */
  private static final double FAR_OFF = 1000;

  /** What a network of classes should reach where neighbours tell nothing. */
  private static final double UNKNOWN = 0.65;

  /** Keeps an immutable copy. */
  public Course {
    losses = List.copyOf(losses);
  }

  /** The course of a case so far. */
  public static Course of(Case patient) {
    return patient.once(Course.class, Course::workedOut);
  }

  private static Course workedOut(Case patient) {
    List<Event.StepDone> steps = patient.steps();
    Optional<Intake> intake = patient.intake();
    double first = steps.isEmpty() ? Double.NaN : steps.getFirst().loss();
    double known = intake.map(Intake::chance).orElse(Double.NaN);
    double chance = known > 0 ? known : first;
    List<Double> losses = averages(steps);
    double recent = losses.isEmpty() ? first : losses.getLast();
    double lowest = losses.stream().mapToDouble(x -> x).min().orElse(first);
    long done = patient.history().steps();
    double span = span(chance, lowest);
    double share = (chance - recent) / span;
    double learned = share == Double.POSITIVE_INFINITY ? Double.NaN : share;
    double attained = attained(patient, intake, chance, span, learned);
    boolean values = intake.isPresent() && !intake.get().answers().labels();
    return new Course(
        chance,
        first,
        recent,
        lowest,
        learned,
        attained,
        share(patient, intake, done),
        done,
        values,
        intake.map(seen -> seen.answers().agreement()).orElse(Double.NaN),
        error(patient, intake, attained, values),
        noise(steps, NoiseScale.batch(patient) <= SMALL_BATCH),
        losses);
  }

  /** Running means over a tenth of the steps so far, at most 200 of them. */
  private static List<Double> averages(List<Event.StepDone> steps) {
    List<Double> means = new ArrayList<>();
    int n = steps.size();
    int window = window(n);
    int stride = Math.max(1, n / AVERAGES);
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += steps.get(i).loss();
      if (i >= window) {
        sum -= steps.get(i - window).loss();
      }
      if (i + 1 >= window && (n - 1 - i) % stride == 0) {
        means.add(sum / window);
      }
    }
    return means;
  }

  private static int window(int steps) {
    return Math.clamp(steps / 10, Math.clamp(steps / 3, 1, 10), 50);
  }

  /**
   * The standard error of an average, from the middle difference of neighbouring steps, which
   * spikes do not move; for small batches, whose losses have far outliers of their own, from the
   * mean of squared differences.
   */
  private static double noise(List<Event.StepDone> steps, boolean small) {
    List<Double> differences = new ArrayList<>();
    for (int i = steps.size() / 20 + 1; i < steps.size(); i++) {
      differences.add(Math.abs(steps.get(i).loss() - steps.get(i - 1).loss()));
    }
    double one =
        small
            ? Math.sqrt(differences.stream().mapToDouble(d -> d * d / 2).average().orElse(0))
            : Flows.middle(differences) / 0.954;
    return Double.isFinite(one) ? one / Math.sqrt(window(steps.size())) : 0;
  }

  /** Losses of densities and of rates have no bound at 0. */
  private static double span(double chance, double lowest) {
    return chance - Math.min(0, lowest);
  }

  private static double attained(
      Case patient, Optional<Intake> intake, double chance, double span, double learned) {
    List<Event.EpochDone> epochs = patient.epochs();
    if (epochs.isEmpty()) {
      return learned;
    }
    Event.EpochDone last = epochs.getLast();
    Map<String, Double> metrics =
        last.validationMetrics().isEmpty() ? last.metrics() : last.validationMetrics();
    double held = last.validationLoss().orElse(Double.NaN);
    double byLoss = Double.isFinite(held) ? (chance - held) / span : learned;
    if (Double.isInfinite(held)) {
      return Double.NaN;
    }
    if (metrics.get("accuracy") instanceof Double accuracy) {
      double blind =
          intake
              .map(known -> known.answers().majority())
              .filter(Double::isFinite)
              .orElse(Math.exp(-chance));
      return blind < 1 ? (accuracy - blind) / (1 - blind) : byLoss;
    }
    return metrics.get("r2") instanceof Double r2 ? r2 : byLoss;
  }

  /**
   * The standard error of a share of right answers, {@code √(p (1 - p) / n) / (1 - blind)}, or of
   * R², {@code 2 R (1 - R²) / √n} (Olkin and Finn 1995).
   */
  private static double error(
      Case patient, Optional<Intake> intake, double attained, boolean values) {
    double n = heldOut(patient);
    if (!(n > 0) || !(attained > 0) || attained > 1) {
      return 0;
    }
    if (values) {
      return 2 * Math.sqrt(attained / n) * (1 - attained);
    }
    double blind = intake.map(known -> known.answers().majority()).orElse(0.0);
    double right = blind + (1 - blind) * attained;
    return Math.sqrt(right * (1 - right) / n) / (1 - blind);
  }

  /** How many examples are held out, as the log says; NaN if none are. */
  private static double heldOut(Case patient) {
    String text =
        patient
            .history()
            .first(Event.RunStarted.class)
            .map(start -> start.facts().getOrDefault("held out", ""))
            .orElse("");
    return text.matches("[1-9]\\d{0,8} examples")
        ? Double.parseDouble(text.substring(0, text.indexOf(' ')))
        : Double.NaN;
  }

  private static double share(Case patient, Optional<Intake> intake, long done) {
    boolean ended =
        patient
            .history()
            .last(Event.RunEnded.class)
            .filter(end -> end.reason() != EndReason.INTERRUPTED)
            .isPresent();
    if (ended) {
      return 1;
    }
    if (intake.isPresent() && intake.get().steps() > 0) {
      return Math.min(1, done / (double) intake.get().steps());
    }
    List<Event.EpochDone> epochs = patient.epochs();
    Optional<Event.RunStarted> started = patient.history().first(Event.RunStarted.class);
    if (epochs.isEmpty() || started.isEmpty()) {
      return Double.NaN;
    }
    String planned = started.get().facts().getOrDefault("epochs", "0");
    double all = planned.matches("\\d{1,9}") ? Integer.parseInt(planned) : 0;
    return all < 1 ? Double.NaN : Math.min(1, epochs.getLast().epoch() / all);
  }

  /** The loss of a blind answer over that of a perfect one, as far as that is known. */
  double span() {
    return span(chance, lowest);
  }

  /** Whether a third of the training is done, so that slow beginners have caught up. */
  public boolean late() {
    return !early() && !(share < 0.35);
  }

  /** Whether half of the training is done. */
  public boolean half() {
    return !early() && !(share < 0.5);
  }

  /** Whether nothing has been trained yet: before a run, or at its first step. */
  public boolean untrained() {
    return steps <= 1;
  }

  /** Whether it is too early to ask what was learned. */
  public boolean early() {
    return steps < LEAST_STEPS && !(share >= 1) || share < EARLY;
  }

  /** Whether the network learns well enough that strange numbers do not hurt it. */
  public boolean fine() {
    return reaches(0.8);
  }

  /** Whether the loss begins so far above that of a blind answer that it hardly mends by itself. */
  boolean farOff() {
    return !(first <= FAR_OFF * chance);
  }

  /** Whether nearly all is answered right, and about what neighbours foretell: no harm shows. */
  boolean excels() {
    return excels(NEARLY_ALL);
  }

  /** The same for another share of the way to perfect. */
  boolean excels(double most) {
    return attained >= most && !(attained < NEAR * neighbours);
  }

  /** Whether the training itself learned this part of what neighbours foretell. */
  boolean knows(double part) {
    return learned >= part * neighbours;
  }

  /**
   * Whether a network of classes comes so far, or as far as its task allows; one of numbers, as far
   * as its task allows.
   */
  boolean reaches(double far) {
    return attained >= bar(far);
  }

  /**
   * What a sound network reaches. Some tasks allow no more than a part of the way, so nearest
   * neighbours are the measure where they tell anything: a network that beats them clearly in
   * classes, or comes near to them in numbers, does its work.
   */
  private double bar(double far) {
    if (values) {
      return neighbours > 0 ? Math.max(0.25, Math.min(far, 0.9) * neighbours) : 0.3;
    }
    return neighbours >= 0.3
        ? Math.min(far, neighbours + 0.1 * (1 - neighbours))
        : Math.min(far, UNKNOWN);
  }

  /**
   * Whether far less was learned than a sound network learns in this time: the bound rises until
   * half of the training is done.
   */
  public boolean poor() {
    double part = share >= 0 ? Math.min(1, 2 * share) : 1;
    double least = values ? Math.max(0.15, bar(0.8) / 2) : Math.min(0.55, 0.85 * bar(1));
    return !early() && !(attained + error >= least * part);
  }

  /** Whether the training is half done and the network does not do well. */
  public boolean behind() {
    return poor() || half() && !fine();
  }

  /** Whether it is behind by more than the chance of a small held-out part explains. */
  public boolean clearlyBehind() {
    return poor() || half() && !(attained + error >= bar(0.8));
  }

  /** Whether a network all of which may learn is far from what nearest neighbours foretell. */
  boolean lags() {
    return lags(FAR);
  }

  /**
   * Whether at the end the network is far from what nearest neighbours foretell: on held-out
   * examples, and in what it learned from its own.
   *
   * @param far the part of it that sound networks of numbers reach
   */
  boolean lags(double far) {
    double reached = attained + error;
    return share >= 1
        && steps >= SOME
        && neighbours >= NEIGHBOURS
        && (poor() && learned < LEARNED
            || neighbours >= SURE
                && (values
                    ? Math.max(reached, learned) < far(far) * neighbours
                    : reached < FAR_IN_CLASSES * neighbours && learned < FAR_IN_CLASSES));
  }

  private double far(double most) {
    return neighbours >= CLEAN ? most : Math.min(most, FAR_IN_NOISE);
  }

  /** Whether nothing was learned that deserves the name. */
  public boolean stuck() {
    return !early() && !(attained >= (values ? 0.03 : 0.12)) && !(learned >= 0.12);
  }

  /** Whether the training loss still falls: the last fifth is clearly below the one before. */
  public boolean falling() {
    int n = losses.size();
    if (n < 10) {
      return true;
    }
    double late = mean(n - n / 5, n);
    double before = mean(n - 2 * (n / 5), n - n / 5);
    return late < before - 0.02 * Math.min(chance, before);
  }

  private double mean(int from, int to) {
    return losses.subList(from, to).stream().mapToDouble(x -> x).average().orElse(Double.NaN);
  }

  /**
   * The highest rise of the averaged loss above an earlier value of it, in units of the loss of a
   * blind answer; the first twentieth does not count, nor what the noise of batches explains (four
   * standard errors of an average).
   */
  public double rise() {
    double low = Double.POSITIVE_INFINITY;
    double rise = 0;
    for (int i = losses.size() / 20; i < losses.size(); i++) {
      double loss = losses.get(i);
      if (Double.isFinite(loss)) {
        low = Math.min(low, loss);
        rise = Math.max(rise, loss - low);
      }
    }
    return rise <= 4 * noise ? 0 : rise / span();
  }
}
