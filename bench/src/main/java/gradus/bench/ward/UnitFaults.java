package gradus.bench.ward;

import static gradus.health.Symptom.BAD_INITIALIZATION;
import static gradus.health.Symptom.DEAD_UNITS;
import static gradus.health.Symptom.INPUTS_NOT_NORMALIZED;
import static gradus.health.Symptom.RATE_TOO_HIGH;
import static gradus.health.Symptom.SATURATED_UNITS;

import gradus.bench.ward.Roster.Fault;
import java.util.List;

/** Faults by which units are dead or saturated. */
final class UnitFaults {
  private UnitFaults() {}

  static void add(Roster roster) {
    biases(roster);
    shifts(roster);
    negative(roster);
    narrow(roster);
    shock(roster);
    saturated(roster);
    scaled(roster);
    raw(roster);
  }

  /** Biases that start far below zero, as taken from a spoilt model. */
  private static void biases(Roster roster) {
    Fault fault = Fault.of(DEAD_UNITS, "bias");
    double[] values = {-5, -20, -50};
    List<Net> nets =
        List.of(
            Net.of("digits", 2, 32),
            Net.of("digits", 5, 32).by("momentum"),
            Net.of("wine", 5, 32).by("momentum"));
    for (int i = 0; i < values.length; i++) {
      for (Net net : nets) {
        bias(roster, fault, i + 1, net, net.depth() / 2, values[i]);
      }
    }
    Fault flat = Fault.of(SATURATED_UNITS, "bias-flat");
    double[] high = {8, 15, 30};
    for (int i = 0; i < high.length; i++) {
      bias(roster, flat, i + 1, Net.of("digits", 2, 32).act("sigmoid"), 1, high[i]);
      bias(roster, flat, i + 1, Net.of("digits", 5, 32).act("tanh").by("sgd"), 2, high[i]);
    }
  }

  private static void bias(
      Roster roster, Fault fault, int severity, Net net, int layer, double value) {
    String parameter = net.path(layer) + ".bias";
    String from = roster.files().constant(parameter, net.width(), value);
    roster.sick(
        fault,
        severity,
        net,
        net.path(layer),
        s -> s.set("init.transfer", Sheet.thing("from", from, "match", parameter)));
  }

  /** A constant taken from what goes into ReLU. */
  private static void shifts(Roster roster) {
    Fault fault = Fault.of(DEAD_UNITS, "shift");
    double[] offsets = {-4, -15, -60};
    List<Net> nets = List.of(Net.of("digits", 5, 128), Net.of("iris", 5, 32).by("momentum"));
    for (int i = 0; i < offsets.length; i++) {
      double offset = offsets[i];
      for (Net net : nets) {
        roster.sick(
            fault,
            i + 1,
            net,
            net.path(1),
            s -> Changes.beforeActivation(s, 1, Changes.rescale(1, offset)));
      }
    }
  }

  /** Weights that all start below zero, behind inputs that are not. */
  private static void negative(Roster roster) {
    Fault fault = Fault.of(DEAD_UNITS, "negative-weights", BAD_INITIALIZATION);
    List<Net> nets =
        List.of(
            Net.of("digits", 2, 32),
            Net.of("digits", 5, 32),
            Net.of("breast_cancer", 5, 32).by("momentum"));
    double[] depths = {0.05, 0.2, 0.5};
    for (int i = 0; i < depths.length; i++) {
      Object initializer =
          Sheet.thing("uniform", Sheet.thing("low", -2 * depths[i], "high", -depths[i] / 5));
      for (Net net : nets) {
        int layer = net.depth() / 2;
        roster.sick(
            fault,
            i + 1,
            net,
            net.path(layer),
            s -> Changes.initializer(s, at -> at == layer, initializer));
      }
    }
  }

  /** Layers so narrow that whole layers are born dead (Lu et al. 2019). */
  private static void narrow(Roster roster) {
    Fault fault = Fault.of(DEAD_UNITS, "narrow");
    Net net = Net.of("digits", 10, 32);
    int[] widths = {4, 3, 2};
    for (int i = 0; i < widths.length; i++) {
      int width = widths[i];
      roster.sick(
          fault,
          i + 1,
          net,
          "",
          s -> s.weighted().subList(1, net.depth()).forEach(dense -> dense.put("units", width)));
    }
  }

  /** A rate that is far too high for the first ten steps. */
  private static void shock(Roster roster) {
    Fault fault = Fault.of(DEAD_UNITS, "rate-shock", RATE_TOO_HIGH);
    double[] factors = {20, 60, 200};
    List<Net> nets = List.of(Net.of("digits", 5, 32).by("momentum"), Net.of("digits", 5, 128));
    for (int i = 0; i < factors.length; i++) {
      double factor = factors[i];
      for (Net net : nets) {
        roster.sick(
            fault,
            i + 1,
            net,
            "",
            s -> s.set("schedule.linear", Sheet.thing("start", factor, "end", 1, "length", 10)));
      }
    }
  }

  private static void saturated(Roster roster) {
    Fault all = Fault.of(SATURATED_UNITS, "large-weights", BAD_INITIALIZATION);
    Fault one = Fault.of(SATURATED_UNITS, "large-weights-one", BAD_INITIALIZATION);
    double[] gains = {10, 40, 150};
    List<Net> nets =
        List.of(
            Net.of("digits", 5, 32).act("tanh").by("sgd"),
            Net.of("digits", 2, 32).act("sigmoid"),
            Net.of("breast_cancer", 5, 8).act("tanh"));
    for (int i = 0; i < gains.length; i++) {
      double gain = gains[i];
      for (Net net : nets) {
        roster.sick(all, i + 1, net, "", s -> Changes.gain(s, net, _ -> true, gain));
      }
      Net deep = Net.of("digits", 10, 32).act("tanh");
      roster.sick(
          one, i + 1, deep, deep.path(4), s -> Changes.gain(s, deep, at -> at == 4, 3 * gain));
    }
  }

  /** A factor before the activation of one layer. */
  private static void scaled(Roster roster) {
    Fault fault = Fault.of(SATURATED_UNITS, "scale-before");
    double[] factors = {30, 100, 1000};
    List<Net> nets =
        List.of(
            Net.of("digits", 5, 32).act("tanh").by("sgd"),
            Net.of("digits", 10, 32).act("tanh"),
            Net.of("digits", 2, 32).act("sigmoid"));
    for (int i = 0; i < factors.length; i++) {
      double factor = factors[i];
      for (Net net : nets) {
        int at = net.depth() / 2;
        roster.sick(
            fault,
            i + 1,
            net,
            net.path(at),
            s -> Changes.beforeActivation(s, at, Changes.rescale(factor, 0)));
      }
    }
  }

  private static void raw(Roster roster) {
    Fault fault = Fault.of(INPUTS_NOT_NORMALIZED, "raw-inputs", SATURATED_UNITS);
    List<Net> nets =
        List.of(
            Net.of("wine", 2, 32).act("sigmoid"),
            Net.of("wine", 2, 32).act("tanh").by("sgd"),
            Net.of("breast_cancer", 5, 8).act("tanh"),
            Net.of("breast_cancer", 2, 32).act("tanh").by("sgd"));
    for (Net net : nets) {
      roster.sick(fault, 2, net, "", s -> s.set("data.normalize", "none"));
    }
  }
}
