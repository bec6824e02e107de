package gradus.health.detect;

import gradus.health.Case;
import gradus.health.Intake;
import gradus.train.log.Event;
import java.util.Optional;
import java.util.Set;

/**
 * How a network ends, with what loss, and for what answers.
 *
 * @param answers what is to be answered, if it was seen
 * @param chance the loss of a blind answer; NaN if it is not known
 */
record Ending(Intake.Head head, Optional<Intake.Answers> answers, double chance) {
  private static final Set<String> SHARES = Set.of("softmax", "sigmoid", "hard_sigmoid");
  private static final Set<String> LOGS = Set.of("log_softmax", "log_sigmoid");
  private static final Set<String> BOUNDED =
      Set.of("tanh", "hard_tanh", "softsign", "l2_normalize");
  private static final Set<String> POSITIVE = Set.of("relu", "relu6", "softplus");
  private static final Set<String> OF_NUMBERS =
      Set.of("MeanSquaredError", "MeanAbsoluteError", "Huber", "SmoothL1", "PoissonNll");
  private static final Set<String> OF_SIGNS = Set.of("Hinge", "SquaredHinge", "SoftMargin");
  private static final Set<String> OF_LOGITS = Set.of("CrossEntropy", "BinaryCrossEntropyLogits");
  private static final Set<String> OF_LOGS = Set.of("NegativeLogLikelihood", "KlDivergence");

  /** Logits times this can hardly tell classes apart. */
  private static final double SMALL = 0.1;

  /** A class so much heavier than the middle one drowns the others. */
  private static final double HEAVY = 100;

  /** Numbers to learn so small that the first answers of a network drown them. */
  private static final double TINY = 1e-3;

  /** The part of the distance between the least and the most target that may be out of reach. */
  private static final double SLACK = 0.05;

  /** Values to learn that spread so much farther than others drown them. */
  private static final double UNEVEN = 100;

  /** A Huber loss whose bend is this small a part of the targets is no more than a sign. */
  private static final double BENT = 1e-3;

  /** A range so much wider than that of shares does for logits. */
  private static final double WIDE = 3;

  /**
   * What does not fit.
   *
   * @param certain whether it can never be meant
   * @param atOnce whether no training can do well with it, so that nothing need be trained to tell
   * @param least the least loss that such an end allows; NaN if it has no such bound
   */
  record Clash(
      String sentence,
      String cause,
      String formula,
      boolean certain,
      boolean atOnce,
      double least) {}

  /** By what was seen before the run, or else by what was measured in it. */
  static Optional<Ending> of(Case patient) {
    if (patient.intake().isPresent()) {
      return patient
          .intake()
          .map(intake -> new Ending(intake.head(), Optional.of(intake.answers()), intake.chance()));
    }
    Optional<Event.RunStarted> started = patient.history().first(Event.RunStarted.class);
    if (patient.signals().isEmpty() || started.isEmpty()) {
      return Optional.empty();
    }
    String activation = "";
    String layer = "";
    for (Event.Link link : patient.signals().getFirst().links()) {
      if (link.role() == Event.Role.WEIGHT) {
        activation = "";
        layer = link.path();
      } else if (SHARES.contains(link.kind())
          || BOUNDED.contains(link.kind())
          || POSITIVE.contains(link.kind())
          || link.kind().equals("log_softmax")) {
        activation = link.kind();
      }
    }
    StringBuilder loss = new StringBuilder();
    for (String word : started.get().facts().getOrDefault("loss", "").split(" ")) {
      loss.append(word.isEmpty() ? "" : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return Optional.of(
        new Ending(
            new Intake.Head(activation, layer, loss.toString(), false, false, 0, -1, 1, 1, 0),
            Optional.empty(),
            Double.NaN));
  }

  /** What does not fit. */
  Optional<Clash> clash() {
    String end = head.activation();
    boolean logits = OF_LOGITS.contains(head.loss());
    double factor = Math.abs(head.factor());
    if (head.ignored() > 0) {
      return certain(
          head.ignored() + " classes have no weight in the loss: they are never learned.",
          "class weights of zero",
          "L = Σ wₜ (−ln pₜ) / Σ wₜ, with wₜ = 0 for these classes");
    }
    if (head.skipped() >= 0) {
      return clash(
          "The loss leaves out the examples of class " + head.skipped() + ": it is never learned.",
          "a class is given as the label of rows that do not count",
          "L = mean of −ln pₜ over rows with t ≠ " + head.skipped());
    }
    if (head.weighting() >= HEAVY) {
      return clash(
          "The loss takes one class "
              + Flows.number(head.weighting())
              + " times as heavy as the middle one: the others hardly count.",
          "class weights that lie far apart",
          "L = Σ wₜ (−ln pₜ) / Σ wₜ");
    }
    if (logits && factor <= SMALL) {
      return clash(
          "A fixed factor of "
              + Flows.number(head.factor())
              + " at the end keeps logits near 0, and "
              + head.loss()
              + " needs them to reach several units.",
          "a fixed factor that makes logits tiny",
          "p = softmax(c z): to tell classes apart, c z must reach about ±5");
    }
    if (logits && SHARES.contains(end) && factor < WIDE) {
      boolean softmax = end.equals("softmax");
      return clash(
          "The network ends in "
              + end
              + " and "
              + head.loss()
              + " applies "
              + (head.loss().equals("CrossEntropy") ? "a softmax" : "a sigmoid")
              + " of its own: the answer is squashed twice.",
          softmax ? "a softmax before a loss of logits" : "a " + end + " before a loss of logits",
          "p = softmax(a), a in (0, 1): pₖ ≤ e / (e + K − 1), so L ≥ ln(1 + (K − 1)/e)",
          least(factor));
    }
    if (logits && (POSITIVE.contains(end) || BOUNDED.contains(end) && factor < WIDE)) {
      return clash(
          "The network ends in " + end + ", which cuts the logits that " + head.loss() + " needs.",
          "an activation on the logits",
          "z must reach (−∞, ∞)",
          end.equals("l2_normalize")
              ? least(factor * (1 + 1.0 / Math.max(1, classes() - 1)))
              : BOUNDED.contains(end) ? least(2 * factor) : Double.NaN);
    }
    if (OF_LOGS.contains(head.loss()) && SHARES.contains(end)) {
      return clash(
          head.loss()
              + " needs logarithms of shares, and the network ends in "
              + end
              + ": shares themselves hardly punish a wrong answer.",
          "no logarithm before a loss of logarithms",
          "L = −Σ tₖ aₖ in (−1, 0), so ∂L/∂z = aₜ (a − t) → 0 where aₜ → 0");
    }
    if (head.loss().equals("MultiMargin") && SHARES.contains(end) && factor <= 1) {
      return clash(
          "MultiMargin wants the right class ahead by a margin, and the network ends in "
              + end
              + ", whose shares lie at most 1 apart.",
          "a " + end + " before a loss of margins",
          "aₜ − aₖ ≤ 1 for shares a");
    }
    if (OF_LOGS.contains(head.loss()) && !LOGS.contains(end)) {
      // The right class is still pushed up, so easy tasks are learned all the same.
      return Optional.of(
          new Clash(
              head.loss()
                  + " needs logarithms of shares, and the network ends in "
                  + (end.isEmpty() ? "no activation" : end)
                  + ": the loss has no lower bound.",
              "no log_softmax before a loss of logarithms",
              "L = −Σ tₖ aₖ → −∞ unless Σ exp(aₖ) = 1",
              true,
              false,
              Double.NaN));
    }
    if (head.loss().equals("BinaryCrossEntropy") && !SHARES.contains(end)) {
      return certain(
          "BinaryCrossEntropy needs shares between 0 and 1, and the network ends in "
              + (end.isEmpty() ? "no activation" : end)
              + ".",
          "no sigmoid before a loss of shares",
          "L = −t ln a − (1 − t) ln(1 − a) needs 0 < a < 1");
    }
    return answers.isEmpty() ? Optional.empty() : byAnswers(end, answers.get());
  }

  private Optional<Clash> byAnswers(String end, Intake.Answers a) {
    boolean numbers = OF_NUMBERS.contains(head.loss());
    boolean signs = a.least() == -1 && a.most() == 1;
    if (OF_SIGNS.contains(head.loss()) && !a.labels() && !signs) {
      return certain(
          head.loss()
              + " is a loss for answers of −1 and 1, and the targets are numbers between "
              + Flows.number(a.least())
              + " and "
              + Flows.number(a.most())
              + ".",
          "a loss for two classes on numbers",
          "L = φ(t a): only the sign of the answer matters");
    }
    if (numbers && a.labels() && a.classes() > 1) {
      return SHARES.contains(end) || POSITIVE.contains(end)
          ? clash(
              "Classes are learned by "
                  + head.loss()
                  + " behind a "
                  + end
                  + ", whose slope takes the gradient away exactly where the answer is most wrong.",
              "a loss for numbers on classes",
              "∂L/∂z = 2 (a − t) φ'(z) → 0 for a → 1 − t")
          : Optional.empty();
    }
    if (head.loss().equals("CosineEmbedding") && !a.labels()) {
      return clash(
          "CosineEmbedding compares directions only, and the targets are numbers with a size.",
          "a loss that does not see how large the answers are",
          "cos(c x, t) = cos(x, t) for all c > 0");
    }
    if (!numbers || a.labels()) {
      return Optional.empty();
    }
    if (a.rms() > 0 && a.rms() < TINY && Math.abs(head.factor()) > 10 * a.rms()) {
      return clash(
          "The targets have a size of "
              + Flows.number(a.rms())
              + "; the answers of a network start near 1.",
          "targets in a unit that makes them tiny",
          "∂L/∂w must bring answers of size 1 down to the targets' size before anything is learned");
    }
    if (head.loss().equals("Huber") && chance < BENT * a.rms() * a.rms()) {
      return clash(
          "The Huber loss of a blind answer is "
              + Flows.number(chance)
              + " for targets of size "
              + Flows.number(a.rms())
              + ": its delta is so small that it gives hardly any gradient.",
          "a delta of the Huber loss far below the size of the targets",
          "|∂L/∂a| ≤ δ");
    }
    if (a.uneven() >= UNEVEN) {
      return clash(
          "One of the values to learn spreads "
              + Flows.number(a.uneven())
              + " times as far as another, which hardly counts beside it.",
          "values to learn in units of their own",
          "L = Σ (a − t)²: a value c times as large counts c² times");
    }
    return byRange(end, a);
  }

  /** Whether the answers of the network reach all targets. */
  private Optional<Clash> byRange(String end, Intake.Answers a) {
    boolean shares = end.equals("softmax") || end.equals("log_softmax");
    if (shares && a.width() == 1) {
      return certain(
          "A " + end + " over one value at the end gives the same for all examples.",
          "a " + end + " where no values share anything",
          "softmax of one number: e^z / e^z = 1");
    }
    Bounds linked = Bounds.of(end).moved(head.factor(), head.offset());
    Bounds bounds = head.logarithm() ? linked.exp() : linked;
    if (!bounds.hold(a.least(), a.most(), SLACK)) {
      String targets =
          "The targets lie between " + Flows.number(a.least()) + " and " + Flows.number(a.most());
      return end.isEmpty() && head.logarithm()
          ? certain(
              targets
                  + ", and "
                  + head.loss()
                  + " takes the exponential of the output for them, which is above 0.",
              "a loss of rates or counts for targets that are none",
              "e^z in " + bounds)
          : certain(
              targets
                  + ", and "
                  + (end.isEmpty() ? "what stands" : end)
                  + " at the end cannot give all of them.",
              "an output with a smaller range than the targets",
              end + "(z) in " + bounds);
    }
    double sum = a.rms() * a.rms() * a.width();
    if (end.equals("softmax") && head.factor() == 1 && head.offset() == 0 && sum > 1 + SLACK) {
      return certain(
          "The answers of a softmax sum to 1, and the squares of an example's targets to "
              + Flows.number(sum)
              + " in the mean.",
          "a softmax over targets that do not exclude each other",
          "Σ aₖ = 1");
    }
    return Optional.empty();
  }

  /**
   * The least cross-entropy of logits that lie within a range so wide: {@code ln(1 + (K − 1) /
   * e^width)}.
   */
  private double least(double width) {
    return head.loss().equals("CrossEntropy") && classes() > 1
        ? Math.log1p((classes() - 1) * Math.exp(-width))
        : Double.NaN;
  }

  private int classes() {
    return answers.filter(Intake.Answers::labels).map(Intake.Answers::classes).orElse(0);
  }

  private static Optional<Clash> clash(String sentence, String cause, String formula) {
    return clash(sentence, cause, formula, Double.NaN);
  }

  private static Optional<Clash> clash(
      String sentence, String cause, String formula, double least) {
    return Optional.of(new Clash(sentence, cause, formula, false, false, least));
  }

  private static Optional<Clash> certain(String sentence, String cause, String formula) {
    return Optional.of(new Clash(sentence, cause, formula, true, true, Double.NaN));
  }
}
