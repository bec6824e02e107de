package gradus.bench.ward.second;

/** Weights that start wrong, and losses that do not fall. */
final class FaultsOfStart {
  private static final String LARGE =
      "exploding|saturated_units|dead_units|oscillating|not_decreasing";

  private FaultsOfStart() {}

  static void add(Drafts d) {
    constants(d);
    scales(d);
    parts(d);
    data(d);
    noise(d);
    limits(d);
  }

  private static void constants(Drafts d) {
    for (String base :
        new String[] {"fash-tanh3", "conc-relu3", "peng-gelu8", "cnn2", "digit-relu4"}) {
      Net net = d.sick(base, "all-zeros", 3).start("zeros");
      net.headInit = "zeros";
      d.fault(
          net,
          "bad_initialization",
          net.body(),
          "vanishing|dead_units|not_decreasing|frozen_parameters");
    }
    double[] values = {0.02, 0.1, 1};
    for (String base : new String[] {"meat-silu4", "sky-tanh3", "bio-elu6", "fash-mish5"}) {
      for (int i = 0; i < 3; i++) {
        Net net = d.sick(base, "all-equal", i + 1).start("{constant: " + values[i] + "}");
        d.fault(net, "bad_initialization", net.body(), "vanishing|" + LARGE);
      }
    }
    for (String base : new String[] {"fash-gelu4", "wea-tanh6", "digit-tanh8"}) {
      Net net = d.sick(base, "equal-units-in-one-layer", 2);
      int at = net.weighted().size() / 2;
      net.at(at).init = "{constant: " + 1.0 / net.at(at).width + "}";
      d.fault(net, "bad_initialization", net.path(at), "vanishing|not_decreasing");
    }
  }

  private static void scales(Drafts d) {
    for (String base : new String[] {"fash-relu3", "conc-tanh4", "wine-mish3", "digit-relu4"}) {
      Net net = d.sick(base, "uniform-zero-to-one", 3).start("{uniform: {low: 0, high: 1}}");
      d.fault(net, "bad_initialization", net.body(), LARGE);
    }
    for (String base : new String[] {"fash-relu3", "bio-relu3", "sky-relu4"}) {
      for (int severity = 2; severity <= 3; severity++) {
        Net net = d.sick(base, "standard-normal-weights", severity);
        net.start("{normal: {std: " + (severity == 2 ? 1 : 3) + "}}");
        d.fault(net, "bad_initialization", net.body(), LARGE + "|non_finite");
      }
    }
    for (String base : new String[] {"oils-relu2", "conc-sgd", "wea-relu3"}) {
      Net net = d.sick(base, "almost-zero", 2).start("{normal: {std: 0.0001}}");
      d.fault(net, "bad_initialization", net.body(), "vanishing|not_decreasing");
    }
  }

  private static void parts(Drafts d) {
    int[] deviations = {3, 15, 60};
    for (String base : new String[] {"fash-mish5", "peng-relu6", "digit-tanh8"}) {
      for (int i = 0; i < 3; i++) {
        Net net = d.sick(base, "huge-head", i + 1);
        net.headInit = "{normal: {std: " + deviations[i] + "}}";
        d.fault(net, "bad_initialization", net.head(), LARGE + "|rate_too_high");
      }
    }
    for (String base : new String[] {"wea-relu3", "fash-leaky6"}) {
      Net net = d.sick(base, "huge-first-layer", 3);
      net.at(0).init = "{uniform: {low: -8, high: 8}}";
      d.fault(net, "bad_initialization", net.path(0), LARGE);
    }
  }

  private static void data(Drafts d) {
    for (String base :
        new String[] {
          "fash-relu3", "cnn2", "conc-relu3", "meat-tanh3", "wea-tanh6", "bio-elu6", "peng-tanh4"
        }) {
      Net net = d.sick(base, "rows-misaligned", 3);
      net.data =
          net.set.equals("penguins")
              ? Sets.data("penguins", "-misaligned", "", "standardize")
              : Sets.data(
                  net.set, "yshift", "", Sets.facts(net.set).image() ? "scale" : "standardize");
      d.fault(net, "not_decreasing", "", "misfit|overfitting");
    }
    for (String base : new String[] {"sky-relu4", "conc-gelu6", "digit-relu4"}) {
      Net net = d.sick(base, "inputs-multiplied-by-zero", 3);
      net.front.add("{rescale: {factor: 0}}");
      d.fault(
          net,
          "not_decreasing",
          "",
          "inputs_not_normalized|vanishing|dead_units|frozen_parameters");
    }
  }

  private static void noise(Drafts d) {
    for (String base : new String[] {"digit-relu4", "conc-gelu6", "fash-mish5"}) {
      for (int severity = 2; severity <= 3; severity++) {
        Net net = d.sick(base, "noise-between-layers", severity);
        net.at(1).after = "gaussian_noise: " + (severity == 2 ? 10 : 100);
        d.fault(net, "not_decreasing", "", "oscillating|exploding");
      }
    }
    for (String base : new String[] {"cnn2", "cnngn", "cnntanh"}) {
      Net net = d.sick(base, "pictures-drowned-in-noise", 2);
      net.data = Sets.data(net.set, "", ", augment: {noise: 20}", "scale");
      d.fault(
          net, "not_decreasing", "", "oscillating|inputs_not_normalized|saturated_units|exploding");
    }
    for (String base : new String[] {"cnn2", "fash-gelu4"}) {
      Net net = d.sick(base, "keep-taken-for-drop", 3);
      net.at(1).after = base.equals("cnn2") ? "spatial_dropout: 0.97" : "dropout: 0.99";
      d.fault(net, "not_decreasing", "", "oscillating");
    }
  }

  private static void limits(Drafts d) {
    double[] strengths = {0.01, 0.1, 1};
    for (String base : new String[] {"fash-relu3", "conc-relu3", "cnntanh"}) {
      for (int i = 0; i < 3; i++) {
        Net net = d.sick(base, "lasso-far-too-strong", i + 1);
        net.with("penalties", "{l1: " + strengths[i] + "}");
        d.fault(net, "not_decreasing", "", "vanishing|dead_units|oscillating");
      }
    }
    for (String base : new String[] {"fash-relu3", "peng-tanh4", "conc-sgd"}) {
      Net net = d.sick(base, "adaptive-clip-far-too-tight", 3);
      net.with("clip", "{adaptive: {share: 0.00001, smallest: 0.00001}}");
      d.fault(net, "not_decreasing", "", "rate_too_low");
    }
  }
}
