package gradus.bench.ward.second;

/** Inputs, heads and losses that do not fit, and too little data. */
final class FaultsOfFit {
  private static final String RAW =
      "exploding|dead_units|oscillating|rate_too_high|not_decreasing|non_finite";
  private static final String RAW_TANH =
      "saturated_units|vanishing|oscillating|rate_too_high|not_decreasing";

  private FaultsOfFit() {}

  static void add(Drafts d) {
    rawTables(d);
    pictures(d);
    columns(d);
    classHeads(d);
    numberHeads(d);
    few(d);
    noisy(d);
  }

  private static boolean squashes(Net net) {
    return net.id.contains("tanh") || net.id.contains("sig");
  }

  private static void rawTables(Drafts d) {
    String[] bases = {
      "peng-relu3",
      "peng-tanh4",
      "peng-gelu8",
      "conc-sgd",
      "conc-tanh4",
      "conc-gelu6",
      "bio-tanh3",
      "bio-relu3",
      "meat-tanh3",
      "wea-tanh6",
      "sky-tanh3",
      "oils-selu3",
      "wine-sig2",
      "wine-mish3"
    };
    for (String base : bases) {
      Net net = d.sick(base, "never-scaled", 2);
      net.data = Sets.data(net.set, "", "", "none");
      d.fault(net, "inputs_not_normalized", "", squashes(net) ? RAW_TANH : RAW);
    }
  }

  private static void pictures(Drafts d) {
    for (String base :
        new String[] {"fash-tanh3", "fash-relu3", "cnntanh", "fash-elu6", "fash-relu12"}) {
      Net net = d.sick(base, "pixels-to-255", 2);
      net.data = Sets.data(net.set, "", "", "none");
      d.fault(net, "inputs_not_normalized", "", squashes(net) ? RAW_TANH : RAW);
    }
    for (String base : new String[] {"cnn2", "fash-gelu4"}) {
      Net net = d.sick(base, "pixels-multiplied-by-255", 3);
      net.data = Sets.data(net.set, "", "", "none");
      net.front.add("{rescale: {factor: 255}}");
      d.fault(net, "inputs_not_normalized", "", RAW);
    }
    for (String base : new String[] {"fash-tanh6", "fash-relu3", "digit-relu4", "cnntanh"}) {
      for (int severity = 1; severity <= 2; severity++) {
        Net net = d.sick(base, "pixels-divided-again", severity);
        net.front.add("{rescale: {factor: " + (severity == 1 ? 0.004 : 0.000015) + "}}");
        d.fault(net, "inputs_not_normalized", "", "vanishing|not_decreasing|rate_too_low");
      }
    }
  }

  private static void columns(Drafts d) {
    for (String base : new String[] {"conc-relu3", "conc-tanh4", "conc-selu8"}) {
      Net net = d.sick(base, "time-stamp-as-feature", 3);
      net.data = Sets.data("concrete", "xstamp", "", "none");
      d.fault(net, "inputs_not_normalized", "", squashes(net) ? RAW_TANH : RAW);
    }
    for (String base : new String[] {"bio-relu3", "bio-tanh3"}) {
      Net net = d.sick(base, "one-column-in-another-unit", 3);
      net.data = Sets.data("biomass", "xunit", "", "none");
      d.fault(net, "inputs_not_normalized", "", squashes(net) ? RAW_TANH : RAW);
    }
    for (String base : new String[] {"wea-relu3", "wea-tanh6"}) {
      Net net = d.sick(base, "far-from-zero", 2);
      net.data = Sets.data("weather", "xfar", "", "none");
      d.fault(net, "inputs_not_normalized", "", squashes(net) ? RAW_TANH : RAW);
    }
  }

  private static void classHeads(Drafts d) {
    for (String base :
        new String[] {
          "fash-relu3", "cnn2", "peng-tanh4", "digit-tanh8", "oils-selu3", "sky-tanh3"
        }) {
      head(
          d,
          base,
          "softmax-twice",
          "softmax",
          "cross_entropy",
          "not_decreasing|rate_too_low|vanishing");
    }
    for (String base : new String[] {"fash-tanh3", "sky-relu4", "cnn28"}) {
      head(
          d,
          base,
          "sigmoid-before-cross-entropy",
          "sigmoid",
          "cross_entropy",
          "not_decreasing|rate_too_low|saturated_units");
    }
    for (String base : new String[] {"fash-mish5", "wine-mish3", "fash-relu12"}) {
      head(
          d,
          base,
          "relu-before-cross-entropy",
          "relu",
          "cross_entropy",
          "dead_units|not_decreasing");
    }
    for (String base : new String[] {"fash-silu8", "sky-relu4", "digit-relu4"}) {
      head(d, base, "nll-of-raw-scores", "", "nll", "exploding|non_finite|rate_too_high");
    }
    for (String base : new String[] {"fash-leaky6", "digit-relu4", "cnndigit"}) {
      head(
          d,
          base,
          "scores-of-length-one",
          "l2_normalize",
          "cross_entropy",
          "not_decreasing|rate_too_low");
    }
    head(
        d,
        "peng-relu6",
        "margin-of-probabilities",
        "softmax",
        "multi_margin",
        "not_decreasing|vanishing");
    head(
        d,
        "fash-gelu4",
        "nll-of-probabilities",
        "softmax",
        "nll",
        "not_decreasing|rate_too_low|vanishing");
  }

  private static void numberHeads(Drafts d) {
    head(d, "conc-relu3", "relu-on-signed-numbers", "relu", "mse", "dead_units|not_decreasing");
    head(d, "wea-relu3", "relu-on-signed-numbers", "relu", "mse", "dead_units|not_decreasing");
    head(d, "bio-tanh3", "relu-on-signed-numbers", "relu", "mse", "dead_units|not_decreasing");
    head(d, "meat-silu4", "softplus-on-signed-numbers", "softplus", "mse", "not_decreasing");
    head(d, "meat-relu3", "softmax-on-numbers", "softmax", "mse", "not_decreasing|saturated_units");
    head(
        d,
        "bio-elu6",
        "sigmoid-on-signed-numbers",
        "sigmoid",
        "mse",
        "not_decreasing|saturated_units");
    head(
        d,
        "wea-tanh6",
        "sigmoid-on-signed-numbers",
        "sigmoid",
        "mse",
        "not_decreasing|saturated_units");
    for (String base : new String[] {"conc-selu8", "meat-tanh3", "wea-tanh6"}) {
      head(d, base, "relu-on-signed-numbers", "relu", "mse", "dead_units|not_decreasing");
    }
    for (String base : new String[] {"conc-relu12", "bio-leaky8", "meat-relu3"}) {
      head(
          d, base, "sigmoid-on-signed-numbers", "sigmoid", "mse", "not_decreasing|saturated_units");
    }
    head(d, "wea-huber", "softmax-on-numbers", "softmax", "mse", "not_decreasing|saturated_units");
    for (String base : new String[] {"conc-gelu6", "bio-relu3", "wea-relu3", "meat-silu4"}) {
      Net net = d.sick(base, "tanh-on-unscaled-numbers", 3);
      net.data = Sets.data(net.set, "", ", normalize_targets: none", "standardize");
      net.end.add("tanh");
      d.fault(
          net, "misfit", net.head() + ".." + "tanh_1", "saturated_units|not_decreasing|vanishing");
    }
    head(
        d,
        "conc-tanh4",
        "poisson-on-signed-numbers",
        "",
        "poisson_nll",
        "not_decreasing|exploding");
    head(d, "meat-tanh3", "direction-only", "", "cosine_embedding", "not_decreasing");
    head(d, "wea-huber", "direction-only", "", "cosine_embedding", "not_decreasing");
  }

  private static void head(
      Drafts d, String base, String operator, String act, String loss, String also) {
    Net net = d.sick(base, operator, 2);
    if (!act.isEmpty()) {
      net.end.add(act);
    }
    net.loss = loss;
    long before = net.weighted().stream().filter(b -> b.act.equals(act)).count();
    String layer = act.isEmpty() ? net.head() : net.head() + ".." + act + "_1";
    d.fault(net, "misfit", before > 0 || layer.isEmpty() ? net.head() : layer, also);
  }

  private static void few(Drafts d) {
    int[] rows = {60, 40, 24};
    for (String base :
        new String[] {"fash-relu3", "fash-gelu4", "conc-relu3", "wea-relu3", "bio-relu3"}) {
      for (int i = 0; i < 3; i++) {
        Net net = d.sick(base, "few-examples", i + 1).first(rows[i], 300);
        net.data =
            Sets.data(
                net.set,
                "",
                ", limit: " + rows[i],
                Sets.facts(net.set).image() ? "scale" : "standardize");
        d.fault(net, "overfitting", "", "");
      }
    }
  }

  private static void noisy(Drafts d) {
    for (String base :
        new String[] {
          "fash-relu3", "conc-relu3", "wea-relu3", "bio-relu3", "meat-relu3", "meat-silu4"
        }) {
      for (int severity = 2; severity <= 3; severity++) {
        Net net = d.sick(base, "noisy-targets", severity).first(severity == 2 ? 150 : 80, 500);
        net.data =
            Sets.data(
                net.set,
                "ynoise",
                ", limit: " + (severity == 2 ? 150 : 80),
                Sets.facts(net.set).image() ? "scale" : "standardize");
        d.fault(net, "overfitting", "", "misfit");
      }
    }
  }
}
