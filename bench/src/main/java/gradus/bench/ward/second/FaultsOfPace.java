package gradus.bench.ward.second;

/** Rates that are too high or too low, and parameters that do not learn. */
final class FaultsOfPace {
  private static final String HIGH = "oscillating|exploding|not_decreasing|non_finite|";

  private FaultsOfPace() {}

  static void add(Drafts d) {
    tooHigh(d);
    tooLow(d);
    lowBySettings(d);
    frozen(d);
    mostlyFrozen(d);
  }

  private static void tooHigh(Drafts d) {
    Object[][] cases = {
      {"fash-relu3", 10, 30, 100},
      {"cnn2", 10, 30, 100},
      {"conc-sgd", 10, 30, 100},
      {"fash-elu6", 100},
      {"fash-leaky6", 50},
      {"fash-mish5", 100},
      {"peng-relu6", 50},
      {"wea-lnres", 100},
      {"bio-elu6", 30, 200},
      {"oils-selu3", 50},
      {"wine-sig2", 100},
      {"sky-tanh3", 20, 60},
      {"cnntanh", 30},
      {"digit-drop", 50},
      {"fash-res16", 100}
    };
    for (Object[] one : cases) {
      for (int i = 1; i < one.length; i++) {
        int factor = (int) one[i];
        String base = (String) one[0];
        Net net = d.sick(base, "rate-times-" + factor, factor < 20 ? 1 : factor < 80 ? 2 : 3);
        net.rate(factor);
        boolean squashes = base.contains("tanh") || base.contains("sig");
        d.fault(
            net,
            "rate_too_high",
            "",
            HIGH + (squashes ? "saturated_units|vanishing" : "dead_units"));
      }
    }
  }

  private static void tooLow(Drafts d) {
    double[] factors = {0.03, 0.01, 0.001};
    for (String base : new String[] {"fash-relu3", "conc-relu3", "cnn2", "peng-tanh4"}) {
      for (int i = 0; i < 3; i++) {
        Net net = d.sick(base, "rate-too-small", i + 1).rate(factors[i]);
        d.fault(net, "rate_too_low", "", "not_decreasing");
      }
    }
  }

  private static void lowBySettings(Drafts d) {
    low(d, "fash-gelu4", "decay-each-step", "schedule", "{exponential: {factor: 0.9}}");
    low(d, "wea-relu3", "decay-each-step", "schedule", "{exponential: {factor: 0.9}}");
    low(d, "meat-silu4", "decay-each-step", "schedule", "{step: {every: 3, factor: 0.5}}");
    low(d, "conc-gelu6", "decay-each-step", "schedule", "{step: {every: 3, factor: 0.5}}");
    low(d, "cnn2", "warm-up-never-ends", "schedule", "{constant: {warmup: 100000}}");
    low(d, "bio-relu3", "warm-up-never-ends", "schedule", "{constant: {warmup: 50000}}");
    low(d, "sky-relu4", "warm-up-never-ends", "schedule", "{constant: {warmup: 100000}}");
    for (String base : new String[] {"wea-relu3", "fash-relu12", "bio-relu3", "fash-sig1"}) {
      Net net = d.sick(base, "epsilon-too-large", 2);
      net.optimizer = net.optimizer.replace("}}", ", epsilon: 1.0}}");
      d.fault(net, "rate_too_low", "", "not_decreasing");
    }
    Net net = d.sick("fash-leaky6", "adagrad-started-full", 2);
    net.optimizer = net.optimizer.replace("}}", ", initial: 100000}}");
    d.fault(net, "rate_too_low", "", "not_decreasing");
  }

  private static void low(Drafts d, String base, String operator, String setting, String value) {
    d.fault(d.sick(base, operator, 2).with(setting, value), "rate_too_low", "", "not_decreasing");
  }

  private static void frozen(Drafts d) {
    for (String base :
        new String[] {"fash-selu12", "fash-relu12", "conc-relu12", "peng-elu16", "fash-silu8"}) {
      Net net = d.sick(base, "body-never-unfrozen", 3);
      net.with("groups", bodyOnly(net));
      d.fault(net, "frozen_parameters", net.body(), "not_decreasing");
    }
    for (String base : new String[] {"fash-selu12", "conc-relu12", "peng-elu16"}) {
      Net net = freeze(d.sick(base, "glob-too-wide", 2), "dense_1*", "");
      d.fault(
          net,
          "frozen_parameters",
          "dense_1|" + net.paths(9, net.weighted().size()),
          "not_decreasing");
    }
    for (String base : new String[] {"fash-res16", "digit-restanh24"}) {
      Net net = freeze(d.sick(base, "blocks-without-rate", 2), "/(residual_.*|dense_1[.].*)/", "");
      d.fault(net, "frozen_parameters", net.body(), "not_decreasing");
    }
  }

  private static String bodyOnly(Net net) {
    StringBuilder names = new StringBuilder();
    for (int i = 1; i <= net.weighted().size(); i++) {
      names.append(i == 1 ? "" : "|").append(i);
    }
    return "{match: {pattern: '/dense_(" + names + ")[.].*/', frozen: true}}";
  }

  private static void mostlyFrozen(Drafts d) {
    for (String base :
        new String[] {"fash-relu3", "conc-relu3", "cnn2", "sky-relu4", "bio-tanh3"}) {
      Net net =
          freeze(d.sick(base, "only-biases-and-norms-learn", 3), "*", ", parameters: matrices");
      d.fault(net, "frozen_parameters", net.paths(0, net.weighted().size()), "not_decreasing");
    }
    for (String base : new String[] {"peng-relu3", "meat-relu3", "cnngn"}) {
      Net net = freeze(d.sick(base, "nothing-learns", 3), "*", "");
      d.fault(net, "frozen_parameters", net.paths(0, net.weighted().size()), "not_decreasing");
    }
    for (String base : new String[] {"cnntanh", "cnndigit", "cnndeep", "cnn28"}) {
      Net net = d.sick(base, "random-filters-kept", 2);
      int last = net.weighted().size() - 1;
      boolean dense = net.at(last).type.equals("dense");
      freeze(net, dense ? "/(conv2d_.*|dense_1[.].*)/" : "conv2d_*", "");
      d.fault(net, "frozen_parameters", net.body(), "not_decreasing");
    }
  }

  private static Net freeze(Net net, String pattern, String more) {
    return net.with("groups", "{match: {pattern: '" + pattern + "', frozen: true" + more + "}}");
  }
}
