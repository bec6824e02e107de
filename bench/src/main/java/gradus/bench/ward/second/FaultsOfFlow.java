package gradus.bench.ward.second;

/** Gradients that vanish or explode on their way back. */
final class FaultsOfFlow {
  private static final String STUCK = "not_decreasing";
  private static final String WILD = "non_finite|oscillating|rate_too_high|not_decreasing";

  private FaultsOfFlow() {}

  static void add(Drafts d) {
    squashing(d);
    smallWeights(d);
    largeWeights(d);
    steepOrUnnormed(d);
  }

  private static void squashing(Drafts d) {
    for (String base :
        new String[] {"conc-gelu6", "fash-silu8", "fash-relu12", "conc-relu12", "peng-elu16"}) {
      Net net = d.sick(base, "sigmoid-everywhere", depth(base)).activate("sigmoid");
      d.fault(net, "vanishing", net.body(), STUCK);
    }
    for (String base : new String[] {"fash-silu8", "conc-selu8", "bio-leaky8", "peng-gelu8"}) {
      Net net = d.sick(base, "hard-sigmoid-everywhere", 2).activate("hard_sigmoid");
      d.fault(net, "vanishing", net.body(), STUCK);
    }
    for (String base : new String[] {"fash-gelu4", "conc-gelu6", "sky-relu4"}) {
      for (int severity = 1; severity <= 3; severity++) {
        Net net = d.sick(base, "softmax-between-layers", severity);
        int from = 4 - severity;
        for (int i = from; i < 4; i++) {
          net.at(i).act = "softmax";
        }
        d.fault(net, "vanishing", net.paths(from, 3), STUCK);
      }
    }
    Net net = d.sick("digit-restanh24", "sigmoid-in-skips-lost", 3);
    Net plain = new Net(net.id, "digits", "sigmoid:24x24", net.optimizer, net.epochs, net.batch);
    d.fault(plain, "vanishing", plain.body(), STUCK);
  }

  private static int depth(String base) {
    return base.endsWith("6") ? 1 : base.endsWith("8") ? 2 : 3;
  }

  private static void smallWeights(Drafts d) {
    for (String base : new String[] {"fash-tanh6", "conc-relu12", "bio-leaky8", "fash-selu12"}) {
      double[] deviations = {0.05, 0.02, 0.005};
      for (int i = 0; i < 3; i++) {
        Net net = d.sick(base, "small-normal-weights", i + 1);
        net.start("{normal: {std: " + deviations[i] + "}}");
        d.fault(net, "vanishing", net.body(), "bad_initialization|" + STUCK);
      }
    }
    for (String base : new String[] {"fash-elu6", "conc-gelu6", "digit-tanh8", "fash-relu12"}) {
      double[] ends = {0.02, 0.001};
      for (int i = 0; i < 2; i++) {
        Net net = d.sick(base, "tiny-layers-in-the-middle", i + 2);
        int middle = net.weighted().size() / 2;
        for (int at = middle - 1; at <= middle; at++) {
          net.at(at).init = "{uniform: {low: -" + ends[i] + ", high: " + ends[i] + "}}";
        }
        d.fault(net, "vanishing", net.paths(middle - 1, middle), "bad_initialization|" + STUCK);
      }
    }
  }

  private static void largeWeights(Drafts d) {
    for (String base : new String[] {"fash-leaky6", "conc-gelu6", "fash-silu8", "cnndeep"}) {
      double[] deviations = {0.4, 0.7, 1};
      for (int i = 0; i < 3; i++) {
        Net net = d.sick(base, "standard-normal-weights", i + 1);
        net.start("{normal: {std: " + deviations[i] + "}}");
        d.fault(net, "exploding", net.body(), "bad_initialization|dead_units|" + WILD);
      }
    }
    for (String base : new String[] {"conc-relu12", "fash-mish5", "conc-selu8"}) {
      int[] ends = {1, 4};
      for (int i = 0; i < 2; i++) {
        Net net = d.sick(base, "huge-layers-in-the-middle", i + 2);
        int middle = net.weighted().size() / 2;
        for (int at = middle - 1; at <= middle; at++) {
          net.at(at).init = "{uniform: {low: -" + ends[i] + ", high: " + ends[i] + "}}";
        }
        d.fault(
            net,
            "exploding",
            net.paths(middle - 1, middle),
            "bad_initialization|dead_units|" + WILD);
      }
    }
    for (int gain = 2; gain <= 4; gain++) {
      Net net = d.sick("conc-selu8", "rotation-with-gain", gain - 1);
      net.start("{orthogonal: {gain: " + gain + "}}");
      d.fault(net, "exploding", net.body(), "bad_initialization|" + WILD);
    }
  }

  private static void steepOrUnnormed(Drafts d) {
    for (String base : new String[] {"fash-leaky6", "bio-leaky8"}) {
      int[] slopes = {2, 4, 8};
      for (int i = 0; i < 3; i++) {
        Net net = d.sick(base, "leak-larger-than-one", i + 1).activate("leaky_relu: " + slopes[i]);
        d.fault(net, "exploding", net.body(), WILD);
      }
    }
    unnormed(d, "fash-res16", "fashion14", "relu:48 res-relu:48x15");
    unnormed(d, "fash-res24", "fashion14", "gelu:24 res-gelu:24x23");
    unnormed(d, "wea-lnres", "weather", "gelu:32 res-gelu:32x11");
  }

  private static void unnormed(Drafts d, String base, String set, String body) {
    for (int severity = 2; severity <= 3; severity++) {
      Net old = d.sick(base, "skips-without-norm", severity);
      Net net = new Net(old.id, set, body, old.optimizer, old.epochs, old.batch);
      if (severity == 3) {
        net.start("{he_normal: {fan_out: true}}");
        net.weighted().stream().skip(1).forEach(b -> b.init = "{xavier_normal: {gain: 2}}");
      }
      d.fault(
          net,
          "exploding",
          net.paths(1, net.weighted().size() - 1),
          (severity == 3 ? "bad_initialization|" : "") + WILD);
    }
  }
}
