package gradus.bench.ward.second;

/** Units that are silent or pinned. */
final class FaultsOfUnits {
  private static final String SILENT = "not_decreasing|vanishing";
  private static final String PINNED = "vanishing|exploding|not_decreasing";

  private FaultsOfUnits() {}

  static void add(Drafts d) {
    negativeWeights(d);
    blocked(d);
    largeWeights(d);
    clamped(d);
    pushed(d);
  }

  private static void negativeWeights(Drafts d) {
    double[] means = {-0.1, -0.2, -0.4};
    Object[][] cases = {
      {"fash-relu3", 1, 1, 3}, {"conc-relu3", 2, 1, 3}, {"conc-relu12", 6, 2, 2},
      {"digit-relu4", 3, 2, 3}, {"cnn2", 1, 2, 3}, {"bio-relu3", 1, 3, 3}
    };
    for (Object[] one : cases) {
      for (int severity = (int) one[2]; severity <= (int) one[3]; severity++) {
        Net net = d.sick((String) one[0], "weights-of-negative-mean", severity);
        int at = (int) one[1];
        net.at(at).init = "{normal: {mean: " + means[severity - 1] + ", std: 0.05}}";
        d.fault(net, "dead_units", net.path(at), "bad_initialization|" + SILENT);
      }
    }
    for (String base : new String[] {"peng-relu6", "fash-relu12", "sky-relu4"}) {
      Net net = d.sick(base, "minus-identity", 3);
      net.at(2).init = "{identity: -1}";
      d.fault(net, "dead_units", net.path(2), "bad_initialization|" + SILENT);
    }
  }

  private static void blocked(Drafts d) {
    blocked(d, "conc-relu3", 1, "relu-after-log-sigmoid", "log_sigmoid: {}");
    blocked(d, "peng-relu3", 2, "relu-after-log-sigmoid", "log_sigmoid: {}");
    blocked(d, "sky-relu4", 0, "relu-after-log-sigmoid", "log_sigmoid: {}");
    blocked(d, "fash-relu3", 0, "clamp-upside-down", "hard_tanh: {low: -6, high: 0}");
    blocked(d, "bio-relu3", 2, "clamp-upside-down", "hard_tanh: {low: -6, high: 0}");
    blocked(d, "cnn2", 1, "clamp-upside-down", "hard_tanh: {low: -6, high: 0}");
    int[] shifts = {3, 6, 12};
    for (String base : new String[] {"fash-relubn8", "cnn3bn"}) {
      for (int i = 0; i < 3; i++) {
        Net net = d.sick(base, "threshold-behind-norm", i + 1);
        int at = net.weighted().size() / 2;
        net.at(at).before = "rescale: {offset: -" + shifts[i] + "}";
        d.fault(net, "dead_units", net.path(at), SILENT);
      }
    }
  }

  private static void blocked(Drafts d, String base, int at, String operator, String layer) {
    Net net = d.sick(base, operator, 3);
    net.at(at).before = layer;
    d.fault(net, "dead_units", net.path(at), SILENT + "|saturated_units");
  }

  private static void largeWeights(Drafts d) {
    double[] deviations = {0.5, 1, 3};
    for (String base : new String[] {"fash-tanh3", "wea-tanh6", "conc-tanh4", "cnntanh"}) {
      for (int i = 0; i < 3; i++) {
        Net net = d.sick(base, "standard-normal-weights", i + 1);
        net.start("{normal: {std: " + deviations[i] + "}}");
        d.fault(net, "saturated_units", net.body(), "bad_initialization|" + PINNED);
      }
    }
    Object[][] cases = {{"digit-tanh8", 3, 5}, {"sky-tanh3", 1, 1}, {"meat-tanh3", 0, 0}};
    for (Object[] one : cases) {
      for (int severity = 2; severity <= 3; severity++) {
        Net net = d.sick((String) one[0], "rotation-with-large-gain", severity);
        for (int at = (int) one[1]; at <= (int) one[2]; at++) {
          net.at(at).init = "{orthogonal: {gain: " + (severity == 2 ? 10 : 60) + "}}";
        }
        d.fault(
            net,
            "saturated_units",
            net.paths((int) one[1], (int) one[2]),
            "bad_initialization|" + PINNED);
      }
    }
  }

  private static void clamped(Drafts d) {
    double[] limits = {0.1, 0.01, 0.001};
    for (String base : new String[] {"conc-tanh4", "fash-tanh6", "cnntanh"}) {
      for (int i = 0; i < 3; i++) {
        Net net = d.sick(base, "narrow-clamp", i + 1);
        net.activate("hard_tanh: {low: -" + limits[i] + ", high: " + limits[i] + "}");
        d.fault(net, "saturated_units", net.body(), PINNED);
      }
    }
  }

  private static void pushed(Drafts d) {
    int[] factors = {30, 100, 1000};
    for (String base : new String[] {"wine-sig2", "fash-sig1"}) {
      for (int i = 0; i < 3; i++) {
        Net net = d.sick(base, "steep-sigmoid", i + 1);
        net.at(0).before = "rescale: {factor: " + factors[i] + "}";
        d.fault(net, "saturated_units", net.path(0), PINNED);
      }
    }
    int[] shifts = {4, 8, 16};
    for (String base : new String[] {"bio-tanh3", "peng-tanh4"}) {
      for (int i = 0; i < 3; i++) {
        Net net = d.sick(base, "pushed-to-one-side", i + 1);
        net.at(1).before = "rescale: {offset: " + shifts[i] + "}";
        d.fault(net, "saturated_units", net.path(1), PINNED);
      }
    }
  }
}
