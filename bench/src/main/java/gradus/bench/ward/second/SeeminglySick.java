package gradus.bench.ward.second;

/** Healthy trainings whose nets look sick to rules of thumb. */
final class SeeminglySick {
  private SeeminglySick() {}

  static void add(Drafts d) {
    sparse(d);
    startedAtZero(d);
    frozenOnPurpose(d);
    gates(d);
    linear(d);
    behindNorm(d);
    perfect(d);
  }

  private static void sparse(Drafts d) {
    String code = "raw:layer_norm:~{affine:~false} raw:rescale:~{offset:~-1.28} raw:relu";
    d.like(
        "sparse-fash",
        "sparse-code",
        "fashion14",
        "identity:100 " + code,
        "{adam: {rate: 0.003}}",
        14,
        32);
    d.like(
        "sparse-fash2",
        "sparse-code",
        "fashion14",
        "relu:64 identity:200 " + code,
        "{momentum: {rate: 0.05}}",
        14,
        32);
    d.like(
        "sparse-digit",
        "sparse-code",
        "digits",
        "identity:150 " + code,
        "{adam: {rate: 0.003}}",
        14,
        32);
    d.like(
        "sparse-conc",
        "sparse-code",
        "concrete",
        "identity:150 " + code,
        "{adam: {rate: 0.003}}",
        14,
        32);
    d.like(
        "sparse-sky",
        "sparse-code",
        "sky",
        "identity:96 " + code,
        "{adamw: {rate: 0.005}}",
        12,
        27);
  }

  private static void startedAtZero(Drafts d) {
    d.like(
        "rezero-fash",
        "rezero",
        "fashion14",
        "relu:48 rezero-relu:48x20",
        "{adam: {rate: 0.002}}",
        10,
        48);
    d.like(
        "rezero-conc",
        "rezero",
        "concrete",
        "tanh:32 rezero-tanh:32x24",
        "{adam: {rate: 0.003}}",
        12,
        40);
    d.like(
        "rezero-bio",
        "rezero",
        "biomass",
        "gelu:24 rezero-gelu:24x12",
        "{nesterov: {rate: 0.02}}",
        16,
        20);
    for (String set : new String[] {"fashion14", "weather", "digits"}) {
      String block =
          "raw:residual:~[{dense:~{units:~32,~activation:~relu}},~{dense:~{units:~32,~initializer:~zeros}}]";
      d.like(
          "fixup-" + set,
          "fixup",
          set,
          "relu:32" + (" " + block).repeat(8),
          "{adam: {rate: 0.001}}",
          set.equals("weather") ? 7 : 12,
          32);
    }
    Net head = new Net("zerohead-fash", "fashion14", "relu:64x2", "{adam: {rate: 0.002}}", 14, 32);
    head.headInit = "zeros";
    d.lookAlike(head, "zero-head");
    head = new Net("zerohead-conc", "concrete", "gelu:48x3", "{adam: {rate: 0.003}}", 14, 32);
    head.headInit = "zeros";
    d.lookAlike(head, "zero-head");
  }

  private static void frozenOnPurpose(Drafts d) {
    frozen(d, "features-fash", "fashion14", "relu:200", "{adam: {rate: 0.005}}", 14, "dense_1.*");
    frozen(
        d,
        "features-conv",
        "fashion14",
        "conv-relu:16 pool relu:48",
        "{adam: {rate: 0.003}}",
        10,
        "conv2d_1.*");
    frozen(d, "features-sky", "sky", "tanh:100 tanh:24", "{adam: {rate: 0.005}}", 14, "dense_1.*");
    frozen(d, "features-bio", "biomass", "tanh:100x2", "{adam: {rate: 0.005}}", 18, "dense_1.*");
    frozen(
        d, "features-middle", "digits", "relu:64x3", "{momentum: {rate: 0.05}}", 14, "dense_2.*");
    frozen(d, "features-bias", "penguins", "gelu:32x3", "{adam: {rate: 0.003}}", 25, "*.bias");
  }

  private static void frozen(
      Drafts d, String id, String set, String body, String optimizer, int epochs, String pattern) {
    Net net = new Net(id, set, body, optimizer, epochs, 32);
    d.lookAlike(
        net.with("groups", "{match: {pattern: '" + pattern + "', frozen: true}}"),
        "frozen-on-purpose");
  }

  private static void gates(Drafts d) {
    for (int offset : new int[] {-5, 5}) {
      String gate =
          "parallel:~{branches:~[[identity],~[{dense:~48},~{rescale:~{offset:~"
              + offset
              + "}},~sigmoid]],~join:~multiply}";
      String one = offset > 0 ? "raw:" + gate : "raw:residual:~[{" + gate + "}]";
      String body = "tanh:48 " + one + " tanh:48 " + one;
      String name = offset > 0 ? "open" : "shut";
      d.like(
          "gate-fash" + name, "saturated-gate", "fashion14", body, "{adam: {rate: 0.002}}", 14, 32);
      d.like("gate-wea" + name, "saturated-gate", "weather", body, "{adam: {rate: 0.002}}", 7, 32);
    }
  }

  private static void linear(Drafts d) {
    d.like(
        "linear-fash",
        "deep-linear",
        "fashion14",
        "identity:48x6",
        "{adam: {rate: 0.001}}",
        10,
        32);
    d.like(
        "linear-wea", "deep-linear", "weather", "identity:32x10", "{adam: {rate: 0.0005}}", 8, 32);
    for (String set : new String[] {"penguins", "digits", "biomass"}) {
      Net net =
          new Net(
              "ortho-" + set,
              set,
              (set.equals("biomass") ? "identity" : "tanh") + ":48x12",
              "{momentum: {rate: 0.005}}",
              16,
              20);
      net.weighted().forEach(block -> block.init = "orthogonal");
      d.lookAlike(net, "orthogonal");
    }
  }

  private static void behindNorm(Drafts d) {
    raw(d, "rawbn-conc", "concrete", "batch_norm", "relu:48x3", "{adam: {rate: 0.003}}", 16);
    raw(d, "rawbn-peng", "penguins", "batch_norm", "tanh:24x3", "{momentum: {rate: 0.03}}", 25);
    raw(
        d,
        "rawbn-fash",
        "fashion14",
        "batch_norm",
        "conv-relu:8 pool conv-relu:12 pool",
        "{adam: {rate: 0.003}}",
        9);
    raw(d, "rawbn-wine", "wine", "batch_norm", "relu:24x2", "{adam: {rate: 0.005}}", 25);
    raw(d, "rawbn-meat", "meats", "batch_norm", "relu:48x2", "{adam: {rate: 0.005}}", 60);
    raw(
        d,
        "rawln-fash",
        "fashion14",
        "rescale: {factor: 0.0039}",
        "relu:64x3",
        "{adam: {rate: 0.002}}",
        14);
  }

  private static void raw(
      Drafts d, String id, String set, String norm, String body, String optimizer, int epochs) {
    Net net = new Net(id, set, body, optimizer, epochs, 16);
    net.data = Sets.data(set, "", "", "none");
    net.front.add(norm.contains(":") ? "{" + norm + "}" : norm);
    d.lookAlike(net, "raw-behind-norm");
  }

  private static void perfect(Drafts d) {
    d.like("perfect-peng", "converged", "penguins", "relu:48x2", "{adam: {rate: 0.01}}", 60, 20);
    d.like("perfect-wine", "converged", "wine", "tanh:32x2", "{adam: {rate: 0.01}}", 60, 20);
    d.like("perfect-oils", "converged", "oils", "gelu:32x2", "{adamw: {rate: 0.01}}", 90, 14);
    d.like(
        "perfect-peng2", "converged", "penguins", "selu:24x3", "{momentum: {rate: 0.05}}", 60, 20);
    Net line = new Net("perfect-line", "biomass", "", "{sgd: {rate: 0.1}}", 30, 20);
    d.lookAlike(line, "perfect-fit");
  }
}
