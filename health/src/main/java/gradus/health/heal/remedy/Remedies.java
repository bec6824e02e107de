package gradus.health.heal.remedy;

import gradus.health.Finding;
import gradus.health.Symptom;
import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Remedy;
import gradus.health.heal.surgery.Surgery;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All remedies. */
public final class Remedies {
  private static final Set<String> HEAVY = Set.of("relu", "relu6");

  /** One line a remedy. */
  public static final List<Remedy> CATALOG =
      List.of(
          GivenStart.he(),
          GivenStart.xavier(),
          GivenStart.lecun(),
          GivenStart.orthogonal(),
          new UnitVariance(),
          new DefaultStart("zero_to_default_init"),
          new UsualRecurrence(),
          new GatedRecurrence(),
          new OtherActivation(
              "relu_activation",
              "ReLU lets the gradient pass whole where a unit is live.",
              Following.SATURATING,
              "relu"),
          new OtherActivation(
              "leaky_relu_activation",
              "Leaky ReLU has a slope everywhere.",
              both(Following.SATURATING, HEAVY),
              "leaky_relu"),
          new NormBetween(
              "batch_norm", "Each channel has mean 0 and variance 1 over the batch.", "batch_norm"),
          new NormBetween(
              "layer_norm", "Each example has mean 0 and variance 1 over its units.", "layer_norm"),
          new UsualNorm(),
          new Skips("residual", "The gradient also passes by each layer.", false),
          new Skips("rezero", "Each layer adds to its input, at first nothing.", true),
          new ScaledResiduals(),
          Clipped.globally(),
          Clipped.adaptively(),
          new RateTimes("lower_rate", "Shorter steps.", 0.1),
          new RateTimes("raise_rate", "Longer steps.", 10),
          new RateByTest(),
          new UsualRate(),
          new WarmStart(),
          new SteadyRate(),
          new Adaptive(),
          new UsualMemory(),
          new AllExamples(),
          new Decay(),
          new Dropping(),
          new EarlyStop(),
          new ShorterTraining(),
          new ScaledInputs(),
          new NoInnerScale(),
          new NoWall(),
          new WholeTable(),
          new TellingColumns(),
          new LessNoise(),
          new LowerDecay(),
          new UsualActivation(),
          new AddedActivation(),
          new CleanData(),
          new AlignedLabels(),
          new FittingHead(),
          new Unfreeze(),
          new EvenRates(),
          new OtherWidth("smaller_network", "Half as many units learn less by heart.", 0.5, 4),
          new OtherWidth("wider_network", "Wide layers are not born dead.", 1, 16),
          new LargerBatch());

  /** More remedies for a run with learned weights, which they keep. */
  public static final List<Remedy> SURGERY =
      List.of(
          new Operation(
              Surgery.REBIRTH,
              "Dead units begin anew, at first unheard.",
              Set.of(Symptom.DEAD_UNITS)),
          new Operation(
              Surgery.REBALANCE,
              "Weights of layers that follow one another become equally large.",
              Set.of(Symptom.VANISHING, Symptom.EXPLODING, Symptom.BAD_INITIALIZATION)),
          new ZeroSkip());

  private Remedies() {}

  private static Set<String> both(Set<String> one, Set<String> other) {
    Set<String> all = new LinkedHashSet<>(one);
    all.addAll(other);
    return Set.copyOf(all);
  }

  /** The remedy of a name. */
  public static Optional<Remedy> named(String name, List<Remedy> remedies) {
    return remedies.stream().filter(remedy -> remedy.name().equals(name)).findFirst();
  }

  /**
   * What undoes settings that are rarely meant: each fits only where such a setting stands. They
   * are tried whatever the symptom is, for a fault may look like another one.
   */
  private static final List<String> UNDOING =
      List.of(
          Surgery.REBIRTH,
          Surgery.REBALANCE,
          "drop_rescale",
          "drop_norm",
          "norm_default",
          "whole_table",
          "zero_to_default_init",
          "recurrence_default",
          "unfreeze",
          "even_rates",
          "usual_rate",
          "momentum_default",
          "fit_head_and_loss",
          "align_labels",
          "clean_data",
          "telling_columns",
          "standardize_inputs",
          "lower_decay",
          "less_regularization",
          "activation_default",
          "add_activation",
          "steady_rate",
          "scale_residuals",
          "all_examples");

  /**
   * Of what undoes odd settings, what a finding itself asks for, in its order; of an odd rate an
   * odd schedule, for which rate is best, trials tell; of a bad start the given one.
   */
  public static List<String> specific(Finding finding) {
    List<String> names = new ArrayList<>();
    switch (finding.symptom()) {
      case RATE_TOO_HIGH, RATE_TOO_LOW -> names.add("steady_rate");
      case BAD_INITIALIZATION -> {
        names.add("zero_to_default_init");
        names.add("recurrence_default");
      }
      case NON_FINITE -> names.addAll(List.of("whole_table", "norm_default"));
      default -> {}
    }
    names.addAll(finding.remedies());
    names.retainAll(UNDOING);
    return names;
  }

  /** What is tried for a finding, in order: what undoes odd settings, then its own remedies. */
  public static List<String> names(Finding finding) {
    Set<String> names = new LinkedHashSet<>();
    names.addAll(UNDOING);
    names.addAll(finding.remedies());
    names.addAll(forSymptom(finding.symptom()));
    return new ArrayList<>(names);
  }

  /** A changed run with a rate above its own and one below. */
  public static List<Draft> near(Draft draft) {
    return RateTimes.near(draft);
  }

  /** Whether the last change of a draft is a rate. */
  public static boolean isRate(Draft draft) {
    return !draft.edits().isEmpty()
        && draft.edits().getLast().after() instanceof Number
        && draft.edits().getLast().path().endsWith(".rate")
        && draft.edits().getLast().path().startsWith("optimizer.");
  }

  /** Whether a draft gives a run another head or another loss. */
  public static boolean changesHead(Draft draft) {
    return draft.edits().stream().anyMatch(edit -> edit.remedy().equals(FittingHead.NAME));
  }

  private static List<String> forSymptom(Symptom symptom) {
    return switch (symptom) {
      case VANISHING ->
          List.of(
              "zero_to_default_init",
              "drop_rescale",
              "zero_skip",
              "relu_activation",
              "he_init",
              "rezero",
              "layer_norm",
              "gated_recurrence",
              "adam");
      case EXPLODING ->
          List.of(
              "zero_to_default_init",
              "drop_rescale",
              "clip_global_norm",
              "rezero",
              "layer_norm",
              "gated_recurrence",
              "lower_rate");
      case DEAD_UNITS ->
          List.of(
              "zero_to_default_init",
              "drop_rescale",
              "steady_rate",
              "fit_head_and_loss",
              "wider_network",
              "leaky_relu_activation",
              "lower_rate",
              "batch_norm");
      case SATURATED_UNITS ->
          List.of(
              "zero_to_default_init",
              "drop_rescale",
              "standardize_inputs",
              "relu_activation",
              "layer_norm",
              "gated_recurrence");
      case NON_FINITE ->
          List.of(
              "clean_data",
              "larger_batch",
              "standardize_inputs",
              "drop_rescale",
              "zero_to_default_init",
              "lower_rate",
              "clip_global_norm",
              "momentum_default",
              "adam");
      case OSCILLATING ->
          List.of(
              "momentum_default",
              "lower_rate",
              "steady_rate",
              "standardize_inputs",
              "larger_batch",
              "clip_global_norm",
              "rate_test");
      case NOT_DECREASING ->
          List.of(
              "unfreeze",
              "lower_decay",
              "less_regularization",
              "zero_to_default_init",
              "raise_rate",
              "steady_rate",
              "fit_head_and_loss",
              "rate_test",
              "adam");
      case BAD_INITIALIZATION -> List.of("zero_to_default_init", "lsuv_init", "orthogonal_init");
      case RATE_TOO_HIGH ->
          List.of("lower_rate", "steady_rate", "rate_test", "momentum_default", "warmup", "adam");
      case RATE_TOO_LOW ->
          List.of(
              "raise_rate", "steady_rate", "less_regularization", "rate_test", "unfreeze", "adam");
      case INPUTS_NOT_NORMALIZED ->
          List.of("standardize_inputs", "batch_norm", "clip_global_norm", "drop_rescale");
      case MISFIT -> List.of("fit_head_and_loss", "standardize_inputs", "less_regularization");
      case OVERFITTING ->
          List.of(
              "early_stopping", "shorter_training", "weight_decay", "dropout", "smaller_network");
      case FROZEN_PARAMETERS -> List.of("unfreeze", "zero_to_default_init", "raise_rate");
    };
  }
}
