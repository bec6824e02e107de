package gradus.bench.ward;

import static gradus.health.Symptom.INPUTS_NOT_NORMALIZED;
import static gradus.health.Symptom.MISFIT;
import static gradus.health.Symptom.NOT_DECREASING;
import static gradus.health.Symptom.OSCILLATING;
import static gradus.health.Symptom.RATE_TOO_HIGH;
import static gradus.health.Symptom.RATE_TOO_LOW;

import gradus.bench.ward.Net.Style;
import gradus.bench.ward.Roster.Fault;
import java.util.List;

/** Faults of rates and of the way of the loss. */
final class PaceFaults {
  private PaceFaults() {}

  static void add(Roster roster) {
    high(roster);
    low(roster);
    swinging(roster);
    standing(roster);
  }

  private static void high(Roster roster) {
    Fault fault = Fault.of(RATE_TOO_HIGH, "rate-high", OSCILLATING);
    double[] factors = {10, 30, 100};
    List<Net> nets =
        List.of(
            Net.of("digits", 2, 128).by("sgd"),
            Net.of("digits", 5, 32).by("momentum"),
            Net.of("digits", 5, 128),
            Net.of("digits", 2, 8).style(Style.CONV),
            Net.of("wine", 5, 32).by("momentum"),
            Net.of("diabetes", 2, 32),
            Net.of("digits", 5, 32).style(Style.BATCH_NORM).by("momentum"));
    for (int i = 0; i < factors.length; i++) {
      double factor = factors[i];
      for (Net net : nets) {
        roster.sick(fault, i + 1, net, "", s -> Changes.rate(s, net, factor));
      }
    }
  }

  private static void low(Roster roster) {
    Fault fault = Fault.of(RATE_TOO_LOW, "rate-low", NOT_DECREASING);
    double[] factors = {1e-2, 1e-3, 1e-5};
    List<Net> nets =
        List.of(
            Net.of("digits", 2, 128).by("sgd"),
            Net.of("digits", 5, 32),
            Net.of("breast_cancer", 5, 32).by("momentum"),
            Net.of("diabetes", 2, 32));
    for (int i = 0; i < factors.length; i++) {
      double factor = factors[i];
      for (Net net : nets) {
        roster.sick(fault, i + 1, net, "", s -> Changes.rate(s, net, factor));
      }
    }
    Fault falling = Fault.of(RATE_TOO_LOW, "falls-early");
    double[] ends = {0.95, 0.85, 0.5};
    for (int i = 0; i < ends.length; i++) {
      double end = ends[i];
      for (Net net : List.of(Net.of("digits", 5, 32), Net.of("digits", 2, 32))) {
        roster.sick(
            falling,
            i + 1,
            net,
            "",
            s -> s.set("schedule.exponential", Sheet.thing("factor", end)));
      }
    }
  }

  private static void swinging(Roster roster) {
    Fault heavy = Fault.of(OSCILLATING, "heavy-momentum");
    double[] momenta = {0.99, 0.997, 0.9995};
    List<Net> nets =
        List.of(
            Net.of("digits", 5, 32).by("momentum"),
            Net.of("digits", 2, 32).act("tanh").by("momentum"),
            Net.of("breast_cancer", 5, 32).by("momentum"),
            Net.of("diabetes", 2, 128).by("momentum"));
    for (int i = 0; i < momenta.length; i++) {
      double momentum = momenta[i];
      for (Net net : nets) {
        roster.sick(heavy, i + 1, net, "", s -> Changes.optimizer(s, net, "momentum", momentum));
      }
    }
    Fault peaks = Fault.of(OSCILLATING, "rate-peaks", RATE_TOO_HIGH);
    double[] heights = {30, 100, 300};
    for (int i = 0; i < heights.length; i++) {
      double height = heights[i];
      for (Net net : List.of(Net.of("digits", 2, 32), Net.of("digits", 2, 128).by("sgd"))) {
        roster.sick(
            peaks,
            i + 1,
            net,
            "",
            s -> s.set("schedule.cyclic", Sheet.thing("peak", height, "up", 10, "down", 10)));
      }
    }
    Fault single = Fault.of(OSCILLATING, "small-batch", RATE_TOO_HIGH);
    double[] factors = {2, 5, 12};
    for (int i = 0; i < factors.length; i++) {
      double factor = factors[i];
      Net net = Net.of("wine", 5, 32).by("momentum");
      roster.sick(
          single,
          i + 1,
          net,
          "",
          s -> {
            s.set("train.batch", 1);
            Changes.rate(s, net, factor);
          });
    }
    outliers(roster);
  }

  /** A few examples whose features are far larger than all others. */
  private static void outliers(Roster roster) {
    Fault fault = Fault.of(OSCILLATING, "outliers", INPUTS_NOT_NORMALIZED);
    double[] factors = {30, 300, 3000};
    for (int i = 0; i < factors.length; i++) {
      float factor = (float) factors[i];
      for (Net net :
          List.of(Net.of("breast_cancer", 5, 32).by("momentum"), Net.of("diabetes", 2, 32))) {
        DataFaults.spoilt(
            roster,
            fault,
            i + 1,
            net,
            "",
            rows -> {
              for (int row = 7; row < rows.size(); row += 40) {
                for (int k = 0; k < rows.width(); k++) {
                  rows.x()[row * rows.width() + k] *= factor;
                }
              }
            });
      }
    }
  }

  private static void standing(Roster roster) {
    List<Net> nets =
        List.of(Net.of("digits", 2, 32), Net.of("breast_cancer", 5, 32).by("momentum"));
    double[] drops = {0.9, 0.97, 0.995};
    double[] decays = {0.1, 0.5, 3};
    double[] noises = {3, 20, 200};
    double[] limits = {1e-2, 1e-3, 1e-5};
    for (int i = 0; i < drops.length; i++) {
      double drop = drops[i];
      double decay = decays[i];
      double noise = noises[i];
      double limit = limits[i];
      for (Net net : nets) {
        roster.sick(
            Fault.of(NOT_DECREASING, "too-much-dropout"),
            i + 1,
            net,
            "",
            s -> Changes.after(s, 1, Sheet.thing("dropout", drop)));
        roster.sick(
            Fault.of(NOT_DECREASING, "too-much-decay"),
            i + 1,
            net,
            "",
            s -> s.set("penalties", Sheet.thing("l2", decay)));
        roster.sick(
            Fault.of(NOT_DECREASING, "noise"),
            i + 1,
            net,
            "",
            s -> s.model().add(Changes.position(s, 0), Sheet.thing("gaussian_noise", noise)));
      }
      Net slow = Net.of("digits", 2, 128).by("sgd");
      roster.sick(
          Fault.of(NOT_DECREASING, "clipped-to-nothing", RATE_TOO_LOW),
          i + 1,
          slow,
          "",
          s -> s.set("clip", Sheet.thing("global_norm", limit)));
    }
    double[] smooth = {0.9, 0.98, 1};
    for (int i = 0; i < smooth.length; i++) {
      double share = smooth[i];
      roster.sick(
          Fault.of(NOT_DECREASING, "smoothed-away", MISFIT),
          i + 1,
          Net.of("digits", 2, 32),
          "",
          s -> s.set("loss", Sheet.thing("cross_entropy", Sheet.thing("label_smoothing", share))));
    }
    DataFaults.shuffled(roster);
  }
}
