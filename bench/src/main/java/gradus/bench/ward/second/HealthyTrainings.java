package gradus.bench.ward.second;

/** Healthy nets of many forms; most of them are twins of faulty ones. */
final class HealthyTrainings {
  private HealthyTrainings() {}

  static void add(Drafts d) {
    pictures(d);
    convolutions(d);
    tables(d);
    numbers(d);
  }

  private static void pictures(Drafts d) {
    net(d, "fash-relu3", "fashion14", "relu:64x3", "{momentum: {rate: 0.05}}", 15, 32);
    net(d, "fash-gelu4", "fashion14", "gelu:48x4", "{adamw: {rate: 0.002}}", 15, 32);
    net(d, "fash-elu6", "fashion14", "elu:48x6", "{rmsprop: {rate: 0.001}}", 12, 32);
    net(d, "fash-silu8", "fashion14", "silu:64x8", "{adam: {rate: 0.002}}", 15, 32);
    net(d, "fash-tanh6", "fashion14", "tanh:64x6", "{nesterov: {rate: 0.02}}", 14, 32);
    net(d, "fash-tanh3", "fashion14", "tanh:100x3", "{sgd: {rate: 0.04}}", 12, 24);
    net(d, "fash-selu12", "fashion14", "selu:48x12", "{momentum: {rate: 0.01}}", 14, 32);
    net(d, "fash-relu12", "fashion14", "relu:64x12", "{adam: {rate: 0.001}}", 14, 32);
    net(d, "fash-leaky6", "fashion14", "leaky_relu:100x6", "{adagrad: {rate: 0.02}}", 12, 32);
    net(d, "fash-mish5", "fashion14", "mish:64x5", "{nadam: {rate: 0.001}}", 14, 32);
    net(d, "fash-softplus3", "fashion14", "softplus:64x3", "{adam: {rate: 0.002}}", 18, 32);
    net(d, "fash-sig1", "fashion14", "sigmoid:100", "{adam: {rate: 0.005}}", 15, 32);
    net(d, "fash-relubn8", "fashion14", "relu:48x8/batch_norm", "{momentum: {rate: 0.05}}", 14, 32);
    net(d, "fash-ln6", "fashion14", "gelu:64x6/layer_norm", "{adam: {rate: 0.001}}", 12, 32);
    net(
        d,
        "fash-res16",
        "fashion14",
        "relu:48 res-relu:48x15/layer_norm",
        "{adam: {rate: 0.001}}",
        10,
        48);
    net(
        d,
        "fash-res24",
        "fashion14",
        "gelu:24 res-gelu:24x23/rms_norm",
        "{adamw: {rate: 0.002}}",
        10,
        48);
    net(
        d,
        "digit-restanh24",
        "digits",
        "tanh:24 res-tanh:24x23",
        "{momentum: {rate: 0.01}}",
        12,
        48);
    net(d, "digit-relu4", "digits", "relu:48x4", "{momentum: {rate: 0.05}}", 12, 32);
    net(d, "digit-tanh8", "digits", "tanh:48x8", "{adam: {rate: 0.001}}", 14, 32);
    net(
        d,
        "digit-drop",
        "digits",
        "relu:100 drop:0.3 relu:64 drop:0.2",
        "{adam: {rate: 0.002}}",
        16,
        32);
  }

  private static void convolutions(Drafts d) {
    net(
        d,
        "cnn2",
        "fashion14",
        "conv-relu:8 pool conv-relu:16 pool relu:32",
        "{adam: {rate: 0.003}}",
        10,
        32);
    net(
        d,
        "cnn3bn",
        "fashion14",
        "conv-relu:8/batch_norm pool conv-relu:12/batch_norm pool conv-relu:16/batch_norm gap",
        "{momentum: {rate: 0.1}}",
        12,
        32);
    net(
        d,
        "cnngn",
        "fashion14",
        "conv-silu:8/group_norm:~4 pool conv-silu:16/group_norm:~4 pool",
        "{adamw: {rate: 0.005}}",
        9,
        32);
    net(
        d,
        "cnntanh",
        "fashion14",
        "conv-tanh:8 pool conv-tanh:12 pool tanh:48",
        "{momentum: {rate: 0.03}}",
        10,
        32);
    net(
        d,
        "cnnres",
        "fashion14",
        "conv-relu:8 pool rconv-relu:8x3/batch_norm pool",
        "{nesterov: {rate: 0.03}}",
        9,
        32);
    net(
        d,
        "cnn28",
        "fashion28",
        "conv-gelu:6 pool conv-gelu:12 pool drop:0.2 gelu:32",
        "{adam: {rate: 0.003}}",
        14,
        17);
    net(
        d,
        "cnndigit",
        "digits",
        "conv-elu:8 conv-elu:12 pool elu:32",
        "{rmsprop: {rate: 0.001}}",
        8,
        32);
    net(d, "cnndeep", "digits", "conv-leaky_relu:8x6 pool", "{adam: {rate: 0.003}}", 9, 32);
  }

  private static void tables(Drafts d) {
    net(d, "peng-relu3", "penguins", "relu:24x3", "{adam: {rate: 0.003}}", 25, 16);
    net(d, "peng-tanh4", "penguins", "tanh:12x4", "{sgd: {rate: 0.1}}", 30, 16);
    net(d, "peng-res40", "penguins", "relu:24 rezero-relu:24x39", "{adam: {rate: 0.003}}", 16, 20);
    net(d, "peng-gelu8", "penguins", "gelu:24x8", "{adamw: {rate: 0.003}}", 25, 20);
    net(d, "peng-elu16", "penguins", "elu:24x16", "{adam: {rate: 0.001}}", 25, 20);
    net(d, "peng-relu6", "penguins", "relu:48x6", "{momentum: {rate: 0.02}}", 25, 20);
    net(d, "sky-relu4", "sky", "relu:32x4", "{adam: {rate: 0.003}}", 12, 27);
    net(d, "sky-tanh3", "sky", "tanh:24x3", "{momentum: {rate: 0.05}}", 14, 27);
    net(d, "sky-silubn", "sky", "silu:24x6/batch_norm", "{adam: {rate: 0.005}}", 14, 27);
    net(d, "oils-relu2", "oils", "relu:32x2", "{adam: {rate: 0.005}}", 40, 8);
    net(d, "oils-selu3", "oils", "selu:24x3", "{nesterov: {rate: 0.01}}", 40, 8);
    net(d, "wine-mish3", "wine", "mish:24x3", "{adam: {rate: 0.003}}", 25, 12);
    net(d, "wine-sig2", "wine", "sigmoid:24x2", "{adam: {rate: 0.01}}", 40, 12);
  }

  private static void numbers(Drafts d) {
    net(d, "conc-relu3", "concrete", "relu:64x3", "{adam: {rate: 0.003}}", 16, 32);
    net(d, "conc-tanh4", "concrete", "tanh:32x4", "{momentum: {rate: 0.03}}", 20, 32);
    net(d, "conc-gelu6", "concrete", "gelu:48x6", "{adamw: {rate: 0.002}}", 14, 32);
    net(d, "conc-relu12", "concrete", "relu:48x12", "{adam: {rate: 0.001}}", 14, 32);
    net(d, "conc-selu8", "concrete", "selu:32x8", "{adam: {rate: 0.001}}", 14, 32);
    net(d, "conc-sgd", "concrete", "relu:48x2", "{sgd: {rate: 0.05}}", 18, 32);
    net(d, "bio-relu3", "biomass", "relu:32x3", "{adam: {rate: 0.003}}", 18, 20);
    net(d, "bio-elu6", "biomass", "elu:24x6", "{rmsprop: {rate: 0.001}}", 18, 20);
    net(d, "bio-tanh3", "biomass", "tanh:24x3", "{sgd: {rate: 0.05}}", 24, 20);
    net(d, "bio-leaky8", "biomass", "leaky_relu:48x8", "{adam: {rate: 0.001}}", 18, 20);
    net(d, "meat-relu3", "meats", "relu:48x3", "{adam: {rate: 0.003}}", 60, 16);
    net(d, "meat-silu4", "meats", "silu:64x4", "{adamw: {rate: 0.003}}", 60, 16);
    net(d, "meat-tanh3", "meats", "tanh:48x3", "{nesterov: {rate: 0.02}}", 60, 16);
    net(d, "wea-relu3", "weather", "relu:48x3", "{adam: {rate: 0.001}}", 7, 32);
    net(d, "wea-tanh6", "weather", "tanh:32x6", "{momentum: {rate: 0.01}}", 10, 32);
    net(
        d,
        "wea-lnres",
        "weather",
        "gelu:32 res-gelu:32x11/layer_norm",
        "{adam: {rate: 0.002}}",
        14,
        24);
    net(d, "wea-huber", "weather", "mish:32x4", "{adam: {rate: 0.001}}", 8, 32, "huber");
  }

  private static void net(
      Drafts d, String id, String set, String body, String optimizer, int epochs, int batch) {
    d.base(new Net(id, set, body, optimizer, epochs, batch));
  }

  private static void net(
      Drafts d,
      String id,
      String set,
      String body,
      String optimizer,
      int epochs,
      int batch,
      String loss) {
    Net net = new Net(id, set, body, optimizer, epochs, batch);
    net.loss = loss;
    d.base(net);
  }
}
