package gradus.bench.ward;

import gradus.bench.ward.DataFiles.Rows;
import gradus.bench.ward.Net.Style;
import java.util.List;

/** Healthy trainings that look sick to rules of thumb. */
final class LookAlikes {
  private LookAlikes() {}

  private static final Net TWO = Net.of("digits", 2, 32);
  private static final Net FIVE = Net.of("digits", 5, 32).by("momentum");
  private static final Net WINE = Net.of("wine", 2, 32);
  private static final Net IRIS = Net.of("iris", 2, 32).act("tanh");
  private static final Net CANCER = Net.of("breast_cancer", 2, 32);
  private static final Net DIABETES = Net.of("diabetes", 2, 32);

  static void add(Roster roster) {
    sparse(roster);
    converged(roster);
    frozen(roster);
    starts(roster);
    edge(roster);
    schedules(roster);
    noise(roster);
    unscaled(roster);
    linear(roster);
    losses(roster);
    optimizers(roster);
    shapes(roster);
    imbalanced(roster);
  }

  /** About nine units of ten are silent, each example by others. */
  private static void sparse(Roster roster) {
    Net wide = Net.of("digits", 2, 128);
    double[] offsets = {-0.7, -1, -1.3};
    for (int i = 0; i < offsets.length; i++) {
      double offset = offsets[i];
      roster.lookAlike(
          "sparse-code",
          i + 1,
          wide,
          s -> Changes.beforeActivation(s, 1, Changes.rescale(1, offset)));
    }
    roster.lookAlike(
        "sparse-code",
        4,
        Net.of("wine", 2, 128),
        s -> Changes.beforeActivation(s, 1, Changes.rescale(1, -1)));
  }

  private static void converged(Roster roster) {
    List<Net> nets = List.of(WINE, IRIS, CANCER, Net.of("wine", 2, 32).act("tanh").by("sgd"));
    for (Net net : nets) {
      roster.lookAlike(
          "converged",
          1,
          net,
          s -> {
            Changes.epochs(s, 4);
            s.set("penalties", Sheet.thing("l2", 1e-3)).set("schedule", "cosine");
          });
    }
    for (Net net : List.of(WINE, Net.of("wine", 5, 32).by("momentum"))) {
      roster.lookAlike("perfect-fit", 1, net, s -> Changes.epochs(s, 6));
    }
  }

  private static void frozen(Roster roster) {
    for (Net net :
        List.of(
            Net.of("digits", 2, 128), Net.of("wine", 2, 128), Net.of("breast_cancer", 2, 128))) {
      roster.lookAlike(
          "frozen-on-purpose",
          1,
          net,
          s ->
              s.set(
                  "groups",
                  Sheet.thing("match", Sheet.thing("pattern", "dense_1.*", "frozen", true))));
    }
    Net conv = Net.of("digits", 3, 16).style(Style.CONV_NORM);
    roster.lookAlike(
        "frozen-on-purpose",
        2,
        conv,
        s ->
            s.set(
                "groups",
                Sheet.thing("match", Sheet.thing("pattern", "conv2d_1.*", "frozen", true))));
    roster.lookAlike(
        "head-first",
        1,
        Net.of("digits", 2, 128),
        s ->
            s.set(
                "groups",
                Sheet.thing("match", Sheet.thing("pattern", "dense_[12].*", "rate", 0.01))));
  }

  /** What stands at zero when it starts, on purpose. */
  private static void starts(Roster roster) {
    Object zeros = "zeros";
    for (Net net : List.of(TWO, FIVE, Net.of("digits", 2, 8).style(Style.CONV), CANCER)) {
      roster.lookAlike(
          "zero-head", 1, net, s -> Changes.initializer(s, i -> i == net.depth(), zeros));
    }
    for (Net net :
        List.of(
            Net.of("digits", 10, 32).style(Style.RESIDUAL),
            Net.of("digits", 5, 32).style(Style.RESIDUAL).by("momentum"))) {
      roster.lookAlike(
          "fixup", 1, net, s -> Changes.initializer(s, i -> i > 0 && i < net.depth(), zeros));
    }
    roster.lookAlike("rezero", 1, Net.of("breast_cancer", 20, 32).style(Style.REZERO), _ -> {});
    roster.lookAlike("rezero", 2, Net.of("digits", 10, 128).style(Style.REZERO), _ -> {});
    for (Net net :
        List.of(
            Net.of("digits", 5, 32).style(Style.BATCH_NORM).by("momentum"),
            Net.of("wine", 5, 32).style(Style.BATCH_NORM).by("momentum"))) {
      roster.lookAlike(
          "any-scale-behind-norm",
          1,
          net,
          s -> Changes.initializer(s, i -> i < net.depth(), Changes.normal(1)));
    }
    roster.lookAlike("lsuv", 1, Net.of("digits", 10, 32), s -> s.set("init.lsuv", true));
  }

  /** All examples in each step, at the edge of stability. */
  private static void edge(Roster roster) {
    List<Net> nets =
        List.of(
            Net.of("iris", 2, 32).act("tanh").by("sgd"),
            Net.of("wine", 2, 32).act("tanh").by("sgd"),
            Net.of("breast_cancer", 2, 32).act("tanh").by("sgd"));
    double[] rates = {0.5, 1, 0.7};
    for (int i = 0; i < nets.size(); i++) {
      Net net = nets.get(i);
      double rate = rates[i];
      roster.lookAlike(
          "edge-of-stability",
          1,
          net,
          s -> {
            int all = net.data().equals("iris") ? 90 : net.data().equals("wine") ? 107 : 342;
            s.set("train", Sheet.thing("epochs", 200, "batch", all));
            Changes.optimizer(s, net, "rate", rate);
          });
    }
  }

  private static void schedules(Roster roster) {
    Object[] schedules = {
      Sheet.thing("constant", Sheet.thing("warmup", 0.4)),
      Sheet.thing("cosine", Sheet.thing("warmup", 0.3)),
      Sheet.thing("one_cycle", Sheet.thing("rise", 0.4)),
      Sheet.thing("cosine_warm_restarts", Sheet.thing("period", 0.25)),
      Sheet.thing("reduce_on_plateau", Sheet.thing("patience", 2)),
      Sheet.thing("exponential", Sheet.thing("end", 0.02))
    };
    String[] names = {"warm-up", "warm-up-cosine", "one-cycle", "restarts", "plateau", "decay"};
    for (int i = 0; i < schedules.length; i++) {
      Object schedule = schedules[i];
      roster.lookAlike(names[i], 1, i % 2 == 0 ? TWO : FIVE, s -> s.set("schedule", schedule));
      roster.lookAlike(names[i], 2, i % 2 == 0 ? CANCER : WINE, s -> s.set("schedule", schedule));
    }
  }

  private static void noise(Roster roster) {
    for (Net net : List.of(Net.of("digits", 2, 128), Net.of("wine", 2, 128), CANCER)) {
      roster.lookAlike("dropout", 1, net, s -> Changes.after(s, 1, Sheet.thing("dropout", 0.5)));
    }
    for (Net net : List.of(IRIS, WINE, CANCER)) {
      roster.lookAlike(
          "batch-of-one",
          1,
          net,
          s -> {
            s.set("train.batch", 1);
            Changes.epochs(s, 0.4);
            Changes.rate(s, net, 0.5);
          });
    }
    roster.lookAlike(
        "input-noise", 1, TWO, s -> s.model().add(1, Sheet.thing("gaussian_noise", 0.3)));
    roster.lookAlike(
        "mixup",
        1,
        TWO,
        s ->
            s.set("data.mixup", 0.2)
                .set("loss", Sheet.thing("cross_entropy", Sheet.thing("soft", true))));
    roster.lookAlike(
        "augmented",
        1,
        Net.of("digits", 2, 8).style(Style.CONV),
        s -> s.set("data.augment", List.of(Sheet.thing("shift", 1))));
    roster.lookAlike("accumulate", 1, TWO, s -> s.set("train.accumulate", 2));
    roster.lookAlike("always-clipped", 1, TWO, s -> s.set("clip", Sheet.thing("global_norm", 0.1)));
    roster.lookAlike(
        "averaged", 1, FIVE, s -> s.set("train.weight_average", Sheet.thing("decay", 0.98)));
  }

  private static void unscaled(Roster roster) {
    for (Net net :
        List.of(
            Net.of("wine", 2, 32).style(Style.BATCH_NORM),
            Net.of("breast_cancer", 2, 32).style(Style.BATCH_NORM),
            Net.of("diabetes", 2, 8).style(Style.BATCH_NORM))) {
      roster.lookAlike(
          "unscaled-behind-norm",
          1,
          net,
          s -> {
            s.set("data.normalize", "none");
            s.model().add(0, "batch_norm");
          });
    }
    Object[] losses = {"mse", "mae", "huber"};
    for (int i = 0; i < losses.length; i++) {
      Object loss = losses[i];
      roster.lookAlike(
          "large-targets",
          i + 1,
          DIABETES,
          s -> {
            s.set("data.normalize_targets", "none").set("loss", loss).set("train.epochs", 30);
            Changes.optimizer(s, DIABETES, "rate", 0.02);
            s.set("penalties", null);
          });
    }
    DataFiles files = roster.files();
    Rows train = files.rows("diabetes", false);
    Rows test = files.rows("diabetes", true);
    for (Rows rows : List.of(train, test)) {
      for (int i = 0; i < rows.size(); i++) {
        rows.y()[i] = 1000 * (rows.y()[i] + 2);
      }
    }
    files.write("diabetes_thousands", train);
    files.write("diabetes_thousands_test", test);
    roster.lookAlike(
        "large-targets",
        4,
        DIABETES,
        s -> {
          s.set("data", files.source("diabetes_thousands", "diabetes_thousands_test", train, 1));
          s.set("train.epochs", 40).set("penalties", null);
          Changes.optimizer(s, DIABETES, "rate", 0.1);
        });
  }

  private static void linear(Roster roster) {
    for (Net net :
        List.of(Net.of("digits", 10, 32), Net.of("digits", 20, 32), Net.of("wine", 10, 32))) {
      roster.lookAlike(
          "deep-linear",
          1,
          net,
          s -> {
            s.weighted().forEach(dense -> dense.remove("activation"));
            Changes.initializer(s, i -> i < net.depth(), "orthogonal");
          });
    }
    Net tanh = Net.of("digits", 20, 32).act("tanh");
    roster.lookAlike(
        "orthogonal", 1, tanh, s -> Changes.initializer(s, i -> i < net(tanh), "orthogonal"));
    roster.lookAlike(
        "orthogonal",
        2,
        Net.of("digits", 10, 128).act("tanh").by("momentum"),
        s -> Changes.initializer(s, i -> i < 10, "orthogonal"));
    for (String activation : List.of("hard_tanh", "softsign", "relu6", "silu", "prelu")) {
      roster.lookAlike(activation.replace('_', '-'), 1, TWO.act(activation), _ -> {});
    }
  }

  private static int net(Net net) {
    return net.depth();
  }

  private static void losses(Roster roster) {
    for (double share : new double[] {0.1, 0.3}) {
      roster.lookAlike(
          "label-smoothing",
          (int) (share * 10),
          TWO,
          s -> s.set("loss", Sheet.thing("cross_entropy", Sheet.thing("label_smoothing", share))));
    }
    roster.lookAlike("squared-error", 1, TWO, s -> s.set("loss", "mse"));
    roster.lookAlike("margin", 1, TWO, s -> s.set("loss", "multi_margin"));
    roster.lookAlike(
        "one-logit",
        1,
        CANCER,
        s -> {
          s.set("loss", "binary_cross_entropy_logits");
          s.weighted().getLast().put("units", 1);
        });
    roster.lookAlike(
        "probability",
        1,
        CANCER,
        s -> {
          s.set("loss", "binary_cross_entropy");
          s.weighted().getLast().put("units", 1);
          s.model().add("sigmoid");
        });
    roster.lookAlike(
        "log-softmax",
        1,
        FIVE,
        s -> {
          s.set("loss", "nll");
          s.model().add("log_softmax");
        });
  }

  private static void optimizers(Roster roster) {
    Object[][] ways = {
      {"adagrad", 0.03},
      {"rmsprop", 2e-3},
      {"lion", 1e-3},
      {"lamb", 0.02},
      {"radam", 0.01},
      {"adamw", 3e-3},
      {"nesterov", 0.03}
    };
    for (Object[] way : ways) {
      roster.lookAlike(
          (String) way[0],
          1,
          TWO,
          s -> s.set("optimizer", Sheet.thing((String) way[0], Sheet.thing("rate", way[1]))));
    }
  }

  private static void shapes(Roster roster) {
    Net conv = Net.of("digits", 2, 8).style(Style.CONV);
    roster.lookAlike(
        "pooled", 1, conv, s -> s.model().set(s.model().indexOf("flatten"), "global_avg_pool"));
    roster.lookAlike(
        "spatial-dropout", 1, conv, s -> s.model().add(1, Sheet.thing("spatial_dropout", 0.3)));
    roster.lookAlike(
        "branches",
        1,
        TWO,
        s ->
            s.model()
                .add(
                    1,
                    Sheet.thing(
                        "parallel",
                        Sheet.thing(
                            "branches", List.of(List.of(dense("relu")), List.of(dense("tanh")))))));
  }

  private static Object dense(String activation) {
    return Sheet.thing("dense", Sheet.thing("units", 32, "activation", activation));
  }

  /** One class is ten times as frequent as the other. */
  private static void imbalanced(Roster roster) {
    DataFiles files = roster.files();
    for (String part : List.of("train", "test")) {
      Rows rows = files.rows("breast_cancer", part.equals("test"));
      int[] kept =
          java.util.stream.IntStream.range(0, rows.size())
              .filter(i -> rows.y()[i] == 1 || i % 4 == 0)
              .toArray();
      files.write("breast_cancer_imbalanced_" + part, rows.pick(kept));
    }
    Rows rows = files.rows("breast_cancer", false);
    for (Net net : List.of(CANCER, Net.of("breast_cancer", 2, 32).act("tanh").by("sgd"))) {
      roster.lookAlike(
          "imbalanced",
          1,
          net,
          s ->
              s.set(
                  "data",
                  files.source(
                      "breast_cancer_imbalanced_train", "breast_cancer_imbalanced_test", rows, 2)));
    }
  }
}
