package gradus.bench.ward.second;

/** Numbers that are no numbers any more, and losses that swing. */
final class FaultsOfNumbers {
  private static final String GROWS = "exploding|oscillating|rate_too_high|saturated_units";
  private static final String SWINGS =
      "rate_too_high|exploding|dead_units|saturated_units|not_decreasing|non_finite";

  private FaultsOfNumbers() {}

  static void add(Drafts d) {
    zeroByZero(d);
    decay(d);
    fills(d);
    swings(d);
    schedules(d);
  }

  private static void zeroByZero(Drafts d) {
    for (String base : new String[] {"fash-relu3", "fash-gelu4", "digit-relu4"}) {
      Net net = d.sick(base, "batch-norm-without-epsilon", 3);
      net.front.add("flatten");
      net.front.add("{batch_norm: {eps: 0}}");
      d.fault(net, "non_finite", "batch_norm_1", "");
    }
    for (String base : new String[] {"cnn2", "cnn28"}) {
      Net net = d.sick(base, "response-norm-without-k", 3);
      net.at(0).after = "local_response_norm: {k: 0}";
      d.fault(net, "non_finite", "local_response_norm_1", "exploding");
    }
    for (String base :
        new String[] {
          "fash-gelu4", "fash-elu6", "fash-leaky6", "fash-mish5", "digit-tanh8", "fash-sig1"
        }) {
      Net net = d.sick(base, "optimizer-without-epsilon", 3);
      net.optimizer = net.optimizer.replace("}}", ", epsilon: 0}}");
      d.fault(net, "non_finite", net.path(0), "");
    }
    for (String base : new String[] {"sky-relu4", "peng-relu3", "sky-tanh3"}) {
      Net net = d.sick(base, "class-weight-without-bound", 3);
      net.loss =
          "{cross_entropy: {weights: "
              + (base.startsWith("sky") ? "[3e38, 3e38]" : "[3e38, 3e38, 1]")
              + "}}";
      d.fault(net, "non_finite", "", "exploding|misfit");
    }
  }

  private static void decay(Drafts d) {
    int[] strengths = {25, 60, 300};
    for (String base : new String[] {"fash-tanh3", "peng-tanh4", "conc-sgd", "bio-tanh3"}) {
      for (int i = 0; i < 3; i++) {
        Net net = d.sick(base, "decay-beyond-two-over-rate", i + 1);
        double rate = base.equals("conc-sgd") || base.equals("bio-tanh3") ? 2 : 1;
        net.optimizer = net.optimizer.replace("}}", ", decay: " + rate * strengths[i] + "}}");
        d.fault(net, "non_finite", "", GROWS + "|not_decreasing");
      }
    }
  }

  private static void fills(Drafts d) {
    for (String base : new String[] {"conc-relu3", "conc-gelu6", "conc-sgd"}) {
      Net net = d.sick(base, "fill-value-for-missing", 3);
      net.data = Sets.data("concrete", "xfill", "", "none");
      d.fault(net, "non_finite", "", "inputs_not_normalized|dead_units|" + GROWS);
    }
  }

  private static void swings(Drafts d) {
    for (String base :
        new String[] {
          "fash-relu12", "cnn2", "conc-relu3", "peng-relu3", "wea-relu3", "bio-leaky8"
        }) {
      Net net = d.sick(base, "betas-swapped", 2);
      net.optimizer = net.optimizer.replace("}}", ", beta1: 0.999, beta2: 0.9}}");
      d.fault(net, "oscillating", "", SWINGS);
    }
    for (String base : new String[] {"fash-relubn8", "sky-silubn", "cnn3bn"}) {
      Net net = d.sick(base, "batch-norm-on-two", 2);
      net.epochs = base.equals("cnn3bn") ? 1 : 2;
      net.batch = 2;
      d.fault(net, "oscillating", "", SWINGS);
    }
    double[] rates = {0.01, 0.03, 0.1};
    for (String base : new String[] {"fash-relu3", "conc-relu3", "sky-tanh3", "bio-tanh3"}) {
      for (int i = 0; i < 3; i++) {
        Net net = d.sick(base, "sign-steps-with-the-old-rate", i + 1);
        net.optimizer = "{lion: {rate: " + rates[i] + "}}";
        d.fault(net, "oscillating", "", SWINGS);
      }
    }
  }

  private static void schedules(Drafts d) {
    for (String base : new String[] {"conc-relu3", "fash-gelu4", "sky-relu4"}) {
      for (int severity = 2; severity <= 3; severity++) {
        Net net = d.sick(base, "hot-restarts", severity).rate(severity == 2 ? 30 : 100);
        net.with("schedule", "{cosine_warm_restarts: {period: 0.13}}");
        d.fault(net, "oscillating", "", SWINGS);
      }
    }
    for (String base : new String[] {"wea-tanh6", "fash-tanh6", "digit-relu4", "oils-selu3"}) {
      for (int severity = 2; severity <= 3; severity++) {
        Net net = d.sick(base, "cycles-too-high", severity);
        net.with("schedule", "{cyclic: {peak: " + (severity == 2 ? 50 : 200) + ", up: 0.06}}");
        d.fault(net, "oscillating", "", SWINGS);
      }
    }
  }
}
