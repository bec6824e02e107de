package gradus.bench.ward;

import static gradus.health.Symptom.BAD_INITIALIZATION;
import static gradus.health.Symptom.EXPLODING;
import static gradus.health.Symptom.VANISHING;

import gradus.bench.ward.Net.Style;
import gradus.bench.ward.Roster.Fault;
import java.util.List;

/** Faults by which the gradient vanishes or explodes on its way back. */
final class FlowFaults {
  private FlowFaults() {}

  static void add(Roster roster) {
    sigmoid(roster);
    small(roster);
    large(roster);
    amplified(roster);
    deepBatchNorm(roster);
  }

  /** Sigmoids in place of ReLU, in all layers or in a stretch of them. */
  private static void sigmoid(Roster roster) {
    Fault all = Fault.of(VANISHING, "sigmoid");
    List<Net> nets =
        List.of(
            Net.of("digits", 5, 32).by("momentum"),
            Net.of("breast_cancer", 10, 32),
            Net.of("digits", 10, 32),
            Net.of("digits", 10, 128).by("momentum"),
            Net.of("digits", 20, 128),
            Net.of("digits", 20, 32).act("leaky_relu"));
    for (Net net : nets) {
      int severity = net.depth() == 5 ? 1 : net.depth() == 10 ? 2 : 3;
      roster.sick(all, severity, net, "", s -> Changes.activation(s, net, _ -> true, "sigmoid"));
    }
    Fault stretch = Fault.of(VANISHING, "sigmoid-stretch");
    Net ten = Net.of("digits", 10, 32);
    Net twenty = Net.of("digits", 20, 128);
    stretch(roster, stretch, 1, ten, 3, 6);
    stretch(roster, stretch, 2, ten, 2, 7);
    stretch(roster, stretch, 2, twenty, 8, 13);
    stretch(roster, stretch, 3, twenty, 5, 15);
    stretch(roster, stretch, 1, Net.of("digits", 10, 128).by("momentum"), 4, 8);
  }

  private static void stretch(Roster roster, Fault fault, int severity, Net net, int from, int to) {
    roster.sick(
        fault,
        severity,
        net,
        net.paths(from, to),
        s -> Changes.activation(s, net, i -> i >= from && i <= to, "sigmoid"));
  }

  /** Weights too small in all layers, or a factor that shrinks the signal at one place. */
  private static void small(Roster roster) {
    Fault gain = Fault.of(VANISHING, "small-gain", BAD_INITIALIZATION);
    Net tanh = Net.of("digits", 10, 32).act("tanh");
    Net deep = Net.of("digits", 20, 128);
    double[] gains = {0.5, 0.25, 0.1};
    for (int i = 0; i < gains.length; i++) {
      double g = gains[i];
      roster.sick(gain, i + 1, tanh, "", s -> Changes.gain(s, tanh, _ -> true, g));
      roster.sick(gain, i + 1, deep, "", s -> Changes.gain(s, deep, _ -> true, 1.4 * g));
    }
    Fault shrink = Fault.of(VANISHING, "shrink");
    double[] factors = {1e-2, 1e-4, 1e-6};
    List<Net> nets =
        List.of(
            Net.of("digits", 5, 32).by("momentum"),
            Net.of("breast_cancer", 5, 32).by("momentum"),
            Net.of("digits", 10, 32));
    for (int i = 0; i < factors.length; i++) {
      double factor = factors[i];
      for (Net net : nets) {
        int at = net.depth() / 2;
        roster.sick(
            shrink,
            i + 1,
            net,
            net.path(at) + "|rescale_1",
            s -> Changes.after(s, at, Changes.rescale(factor, 0)));
      }
    }
  }

  private static void large(Roster roster) {
    Fault gain = Fault.of(EXPLODING, "large-gain", BAD_INITIALIZATION);
    double[] gains = {4, 8, 20};
    List<Net> nets =
        List.of(
            Net.of("digits", 5, 32).by("momentum"),
            Net.of("digits", 10, 128).by("momentum"),
            Net.of("digits", 10, 32),
            Net.of("breast_cancer", 5, 32).by("momentum"));
    for (int i = 0; i < gains.length; i++) {
      double g = gains[i];
      for (Net net : nets) {
        roster.sick(gain, i + 1, net, "", s -> Changes.gain(s, net, _ -> true, g));
      }
    }
    Fault residual = Fault.of(EXPLODING, "residual-gain", BAD_INITIALIZATION);
    Net skips = Net.of("digits", 20, 32).style(Style.REZERO);
    for (int i = 0; i < gains.length; i++) {
      double g = gains[i] / 2;
      roster.sick(
          residual,
          i + 1,
          skips,
          "",
          s -> {
            s.model().forEach(layer -> unscaled(layer));
            Changes.gain(s, skips, _ -> true, g);
          });
    }
  }

  @SuppressWarnings("unchecked")
  private static void unscaled(Object layer) {
    if (layer instanceof java.util.Map<?, ?> map
        && map.get("residual") instanceof java.util.Map<?, ?> r) {
      ((java.util.Map<String, Object>) r).put("scaled", false);
    }
  }

  /** A factor that enlarges the signal at one place. */
  private static void amplified(Roster roster) {
    Fault amplify = Fault.of(EXPLODING, "amplify");
    double[] factors = {10, 100, 1000};
    List<Net> nets =
        List.of(
            Net.of("digits", 5, 32).by("momentum"),
            Net.of("digits", 5, 128).by("sgd"),
            Net.of("wine", 5, 32).by("momentum"),
            Net.of("digits", 10, 32));
    for (int i = 0; i < factors.length; i++) {
      double factor = factors[i];
      for (Net net : nets) {
        int at = net.depth() / 2;
        roster.sick(
            amplify,
            i + 1,
            net,
            net.path(at) + "|rescale_1",
            s -> Changes.after(s, at, Changes.rescale(factor, 0)));
      }
    }
  }

  /** Batch norm without skips, which explodes by itself (Yang et al. 2019). */
  private static void deepBatchNorm(Roster roster) {
    Fault fault = Fault.of(EXPLODING, "deep-batch-norm");
    Net ten = Net.of("digits", 10, 32);
    Net twenty = Net.of("digits", 20, 32).act("leaky_relu");
    Net thirty = Net.of("digits", 20, 128);
    for (Net net : List.of(ten, twenty, thirty)) {
      int extra = net == thirty ? 10 : 0;
      Net normed =
          new Net("digits", net.depth() + extra, net.width(), "relu", Style.BATCH_NORM, "adam");
      roster.sick(
          fault,
          net == ten ? 1 : net == twenty ? 2 : 3,
          net,
          "",
          s -> {
            s.model().clear();
            s.model().addAll(normed.sheet().model());
          });
    }
  }
}
