package gradus.bench.ward.second;

/** Healthy trainings whose settings make curves or numbers that look sick. */
final class SeeminglySickBySettings {
  private SeeminglySickBySettings() {}

  static void add(Drafts d) {
    edge(d);
    schedules(d);
    noise(d);
    imbalanced(d);
    targets(d);
    batches(d);
    others(d);
  }

  private static void edge(Drafts d) {
    d.like(
        "edge-peng", "edge-of-stability", "penguins", "tanh:32x2", "{sgd: {rate: 0.6}}", 250, 200);
    d.like("edge-sky", "edge-of-stability", "sky", "tanh:48x2", "{sgd: {rate: 0.8}}", 250, 540);
    d.like("edge-bio", "edge-of-stability", "biomass", "tanh:32x2", "{sgd: {rate: 0.1}}", 250, 340);
    d.like("edge-wine", "edge-of-stability", "wine", "elu:24x2", "{sgd: {rate: 0.3}}", 200, 107);
    d.like(
        "edge-fash",
        "edge-of-stability",
        "fashion14",
        "relu:64x2",
        "{sgd: {rate: 0.15}}",
        250,
        510);
  }

  private static void schedules(Drafts d) {
    Net net =
        new Net("warm-fash", "fashion14", "gelu:64x6/layer_norm", "{adam: {rate: 0.003}}", 14, 32);
    d.lookAlike(net.with("schedule", "{constant: {warmup: 0.3}}"), "warm-up");
    net = new Net("warm-conc", "concrete", "relu:64x4", "{adamw: {rate: 0.005}}", 16, 32);
    d.lookAlike(net.with("schedule", "{cosine: {warmup: 0.25}}"), "warm-up");
    net =
        new Net(
            "warm-cnn",
            "fashion14",
            "conv-relu:8 pool conv-relu:16 pool",
            "{momentum: {rate: 0.1}}",
            10,
            32);
    d.lookAlike(net.with("schedule", "{linear: {end: 0, warmup: 0.2}}"), "warm-up");
    net = new Net("onecycle-digit", "digits", "relu:64x3", "{nesterov: {rate: 0.1}}", 12, 32);
    d.lookAlike(net.with("schedule", "one_cycle"), "one-cycle");
    net = new Net("restart-sky", "sky", "silu:32x3", "{adam: {rate: 0.01}}", 16, 27);
    d.lookAlike(net.with("schedule", "{cosine_warm_restarts: {period: 0.25}}"), "warm-restarts");
    net = new Net("cyclic-wea", "weather", "tanh:32x3", "{momentum: {rate: 0.002}}", 8, 32);
    d.lookAlike(net.with("schedule", "{cyclic: {peak: 8, up: 0.1}}"), "cyclic");
    net = new Net("toend-peng", "penguins", "relu:32x3", "{adam: {rate: 0.01}}", 30, 16);
    d.lookAlike(net.with("schedule", "{exponential: {end: 0.0001}}"), "rate-falls-to-nothing");
  }

  private static void noise(Drafts d) {
    d.like(
        "drop-fash",
        "dropout",
        "fashion14",
        "relu:128 drop:0.5 relu:128 drop:0.5",
        "{adam: {rate: 0.002}}",
        18,
        32);
    d.like(
        "drop-digit",
        "dropout",
        "digits",
        "gelu:128 drop:0.5 gelu:64 drop:0.5",
        "{adamw: {rate: 0.003}}",
        18,
        32);
    d.like(
        "drop-conc", "dropout", "concrete", "relu:128 drop:0.5", "{adam: {rate: 0.005}}", 18, 32);
    d.like(
        "drop-cnn",
        "dropout",
        "fashion14",
        "conv-relu:16 raw:spatial_dropout:~0.3 pool conv-relu:16 pool drop:0.5",
        "{adam: {rate: 0.003}}",
        12,
        32);
    d.like(
        "drop-alpha",
        "dropout",
        "sky",
        "selu:64 raw:alpha_dropout:~0.2 selu:64",
        "{adam: {rate: 0.003}}",
        14,
        27);
    d.like(
        "noise-peng",
        "input-noise",
        "penguins",
        "raw:gaussian_noise:~0.5 relu:32x2",
        "{adam: {rate: 0.005}}",
        30,
        16);
    Net net =
        new Net(
            "augment-fash",
            "fashion14",
            "conv-relu:8 pool conv-relu:16 pool",
            "{adam: {rate: 0.005}}",
            14,
            32);
    net.data = Sets.data("fashion14", "", ", augment: {flip: true, shift: 2, noise: 0.1}", "scale");
    d.lookAlike(net, "augmentation");
    net = new Net("smooth-digit", "digits", "relu:64x3", "{adam: {rate: 0.003}}", 12, 32);
    net.loss = "{cross_entropy: {label_smoothing: 0.2}}";
    d.lookAlike(net, "label-smoothing");
  }

  private static void imbalanced(Drafts d) {
    for (String body : new String[] {"relu:32x2", "tanh:24x3", "gelu:48x4/layer_norm"}) {
      Net net =
          new Net("rare-fash" + body.charAt(0), "fashion14", body, "{adam: {rate: 0.003}}", 12, 32);
      net.data =
          Sets.data("fashion14", "yrare", "", "scale")
              .replace("fashion14_test_y", "fashion14-yrare_test_y")
              .replace("classes: 10", "classes: 2");
      net.outputs = 2;
      d.lookAlike(net, "imbalanced");
    }
  }

  private static void targets(Drafts d) {
    large(d, "large-conc", "concrete", "relu:64x3", "{adam: {rate: 0.01}}", 40);
    large(d, "large-bio", "biomass", "elu:32x3", "{adam: {rate: 0.02}}", 60);
    large(d, "large-wea", "weather", "relu:48x2", "{adam: {rate: 0.01}}", 15);
    large(d, "large-meat", "meats", "silu:48x3", "{adam: {rate: 0.02}}", 120);
    Net net = new Net("kilo-conc", "concrete", "relu:64x3", "{adam: {rate: 0.01}}", 20, 32);
    net.data =
        Sets.data("concrete", "ykilo", ", normalize_targets: none", "standardize")
            .replace("concrete_test_y", "concrete-ykilo_test_y");
    net.end.add("{rescale: {factor: 10000, offset: 35000}}");
    net.loss = "mae";
    d.lookAlike(net, "large-targets");
  }

  private static void large(
      Drafts d, String id, String set, String body, String optimizer, int epochs) {
    Net net = new Net(id, set, body, optimizer, epochs, 32);
    net.data = Sets.data(set, "", ", normalize_targets: none", "standardize");
    d.lookAlike(net, "large-targets");
  }

  private static void batches(Drafts d) {
    d.like("one-peng", "batch-of-one", "penguins", "tanh:24x2", "{sgd: {rate: 0.02}}", 4, 1);
    d.like("one-sky", "batch-of-one", "sky", "relu:24x2", "{momentum: {rate: 0.001}}", 3, 1);
    d.like("one-conc", "batch-of-one", "concrete", "relu:32x2", "{sgd: {rate: 0.01}}", 4, 1);
    d.like("one-digit", "batch-of-one", "digits", "elu:32x2", "{sgd: {rate: 0.02}}", 4, 1);
    d.like("two-bio", "batch-of-two", "biomass", "gelu:24x2", "{adam: {rate: 0.001}}", 8, 2);
    Net net = new Net("accumulate-fash", "fashion14", "relu:64x3", "{adam: {rate: 0.003}}", 24, 8);
    d.lookAlike(net.with("train", "accumulate: 4"), "accumulation");
  }

  private static void others(Drafts d) {
    d.like("lion-fash", "sign-steps", "fashion14", "relu:64x3", "{lion: {rate: 0.0003}}", 14, 32);
    d.like("muon-digit", "orthogonal-steps", "digits", "relu:64x3", "{muon: {rate: 0.02}}", 10, 32);
    d.like("lamb-sky", "layer-wise-rates", "sky", "gelu:32x3", "{lamb: {rate: 0.01}}", 14, 27);
    Net net = new Net("clip-fash", "fashion14", "relu:64x3", "{adam: {rate: 0.002}}", 14, 32);
    d.lookAlike(net.with("clip", "{global_norm: 0.1}"), "clipped-always");
    net = new Net("lasso-conc", "concrete", "relu:64x3", "{adam: {rate: 0.003}}", 18, 32);
    d.lookAlike(net.with("penalties", "{l1: 0.001}"), "sparse-weights");
    net = new Net("average-fash", "fashion14", "relu:64x3", "{momentum: {rate: 0.05}}", 14, 32);
    d.lookAlike(net.with("train", "weight_average: 0.95"), "average-of-weights");
    net = new Net("lsuv-fash", "fashion14", "tanh:48x8", "{adam: {rate: 0.001}}", 12, 32);
    d.lookAlike(net.with("init", "{lsuv: true}"), "scaled-by-data");
    d.like(
        "logprob-fash",
        "log-probabilities",
        "fashion14",
        "relu:64x2",
        "{adam: {rate: 0.002}}",
        12,
        32);
    d.nets.get("logprob-fash").end.add("log_softmax");
    d.nets.get("logprob-fash").loss = "nll";
    d.like("margin-digit", "margin-loss", "digits", "relu:64x2", "{adam: {rate: 0.002}}", 14, 32);
    d.nets.get("margin-digit").loss = "multi_margin";
  }
}
