package gradus.bench.ward;

import static gradus.health.Symptom.BAD_INITIALIZATION;
import static gradus.health.Symptom.EXPLODING;
import static gradus.health.Symptom.FROZEN_PARAMETERS;
import static gradus.health.Symptom.VANISHING;

import gradus.bench.ward.Net.Style;
import gradus.bench.ward.Roster.Fault;
import java.util.List;

/** Parameters that start wrong, or never change. */
final class StartFaults {
  private StartFaults() {}

  static void add(Roster roster) {
    constant(roster);
    scale(roster);
    one(roster);
    frozen(roster);
  }

  private static void constant(Roster roster) {
    Fault fault = Fault.of(BAD_INITIALIZATION, "constant");
    double[] values = {0, 0.02, 0.2};
    List<Net> nets =
        List.of(
            Net.of("digits", 2, 32),
            Net.of("digits", 5, 32).act("tanh").by("sgd"),
            Net.of("breast_cancer", 5, 32).by("momentum"),
            Net.of("digits", 2, 8).style(Style.CONV));
    for (int i = 0; i < values.length; i++) {
      Object initializer = Sheet.thing("constant", Sheet.thing("value", values[i]));
      for (Net net : nets) {
        roster.sick(fault, i + 1, net, "", s -> Changes.initializer(s, _ -> true, initializer));
      }
    }
    Fault hidden = Fault.of(BAD_INITIALIZATION, "constant-one");
    for (int i = 0; i < values.length; i++) {
      Object initializer = Sheet.thing("constant", Sheet.thing("value", values[i]));
      Net net = Net.of("digits", 5, 32);
      roster.sick(
          hidden, i + 1, net, net.path(2), s -> Changes.initializer(s, at -> at == 2, initializer));
    }
  }

  /** One wrong scale for all layers: far too large, far too small, or without a sign. */
  private static void scale(Roster roster) {
    Fault large = Fault.of(BAD_INITIALIZATION, "std-one", EXPLODING);
    Fault small = Fault.of(BAD_INITIALIZATION, "std-small", VANISHING);
    Fault positive = Fault.of(BAD_INITIALIZATION, "all-positive", EXPLODING);
    List<Net> nets =
        List.of(
            Net.of("digits", 2, 128).by("sgd"),
            Net.of("digits", 5, 128),
            Net.of("wine", 5, 32).by("momentum"));
    double[] smalls = {1e-2, 1e-3, 1e-5};
    double[] larges = {0.5, 1, 3};
    for (int i = 0; i < smalls.length; i++) {
      double little = smalls[i];
      double much = larges[i];
      for (Net net : nets) {
        roster.sick(
            small, i + 1, net, "", s -> Changes.initializer(s, _ -> true, Changes.normal(little)));
        roster.sick(
            large, i + 1, net, "", s -> Changes.initializer(s, _ -> true, Changes.normal(much)));
      }
      Net net = nets.get(1);
      roster.sick(
          positive,
          i + 1,
          net,
          "",
          s ->
              Changes.initializer(
                  s, _ -> true, Sheet.thing("uniform", Sheet.thing("low", 0, "high", much / 2))));
    }
  }

  /** A wrong scale in one layer. */
  private static void one(Roster roster) {
    Fault small = Fault.of(BAD_INITIALIZATION, "std-small-one", VANISHING);
    Fault large = Fault.of(BAD_INITIALIZATION, "std-large-one", EXPLODING);
    List<Net> nets =
        List.of(Net.of("digits", 5, 32).by("momentum"), Net.of("digits", 10, 128).by("momentum"));
    double[] smalls = {1e-2, 1e-4, 1e-7};
    double[] larges = {2, 8, 40};
    for (int i = 0; i < smalls.length; i++) {
      double little = smalls[i];
      double much = larges[i];
      for (Net net : nets) {
        int at = net.depth() / 2;
        roster.sick(
            small,
            i + 1,
            net,
            net.path(at),
            s -> Changes.initializer(s, l -> l == at, Changes.normal(little)));
        roster.sick(
            large,
            i + 1,
            net,
            net.path(at),
            s -> Changes.initializer(s, l -> l == at, Changes.normal(much)));
      }
    }
  }

  private static void frozen(Roster roster) {
    Fault layers = Fault.of(FROZEN_PARAMETERS, "frozen");
    frozen(roster, layers, 1, Net.of("digits", 10, 32), 3, 7);
    frozen(roster, layers, 2, Net.of("digits", 10, 32), 1, 8);
    frozen(roster, layers, 3, Net.of("digits", 10, 32), 0, 9);
    frozen(roster, layers, 1, Net.of("digits", 5, 32), 2, 3);
    frozen(roster, layers, 2, Net.of("digits", 5, 32), 1, 4);
    frozen(roster, layers, 3, Net.of("digits", 5, 32), 0, 4);
    frozen(roster, layers, 3, Net.of("digits", 2, 8), 0, 1);
    frozen(roster, layers, 3, Net.of("digits", 20, 128), 0, 19);
    frozen(roster, layers, 3, Net.of("digits", 5, 32).act("tanh").by("sgd"), 0, 4);
    frozen(roster, layers, 3, Net.of("wine", 10, 32), 0, 9);
    frozen(roster, layers, 3, Net.of("breast_cancer", 5, 8).act("tanh"), 0, 4);
    frozen(roster, layers, 3, Net.of("diabetes", 2, 8).act("tanh"), 0, 1);
    Fault weights = Fault.of(FROZEN_PARAMETERS, "only-biases");
    for (Net net :
        List.of(
            Net.of("digits", 2, 32),
            Net.of("digits", 5, 32),
            Net.of("wine", 5, 32).by("momentum"),
            Net.of("digits", 2, 8).style(Style.CONV))) {
      roster.sick(
          weights,
          3,
          net,
          "",
          s ->
              s.set(
                  "groups",
                  Sheet.thing("match", Sheet.thing("parameters", "matrices", "frozen", true))));
    }
    Fault standing = Fault.of(FROZEN_PARAMETERS, "rate-zero");
    double[] rates = {1e-2, 1e-4, 0};
    for (int i = 0; i < rates.length; i++) {
      double rate = rates[i];
      Net net = Net.of("digits", 10, 32);
      roster.sick(
          standing,
          i + 1,
          net,
          net.paths(0, 9),
          s ->
              s.set(
                  "groups",
                  Sheet.thing("match", Sheet.thing("pattern", pattern(net, 0, 9), "rate", rate))));
    }
  }

  private static void frozen(Roster roster, Fault fault, int severity, Net net, int from, int to) {
    roster.sick(
        fault,
        severity,
        net,
        net.paths(from, to),
        s ->
            s.set(
                "groups",
                Sheet.thing(
                    "match", Sheet.thing("pattern", pattern(net, from, to), "frozen", true))));
  }

  private static String pattern(Net net, int from, int to) {
    StringBuilder names = new StringBuilder("/(");
    for (int i = from; i <= to; i++) {
      names.append(i == from ? "" : "|").append(net.path(i).replace(".", "\\."));
    }
    return names.append(")\\..*/").toString();
  }
}
