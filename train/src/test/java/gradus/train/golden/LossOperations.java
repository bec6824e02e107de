package gradus.train.golden;

import static gradus.train.golden.Operation.y;

import gradus.core.tensor.Tensor;
import gradus.nn.loss.CosineEmbedding;
import gradus.nn.loss.GaussianNll;
import gradus.nn.loss.Loss;
import gradus.nn.loss.Losses;
import gradus.nn.loss.MarginRanking;
import gradus.nn.loss.Reduction;
import gradus.nn.loss.TripletMargin;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Losses, read as from a run file; those of several inputs by their formula in Java. */
final class LossOperations {
  private LossOperations() {}

  static Map<String, Operation> table() {
    Map<String, Operation> table = new LinkedHashMap<>();
    table.put("mse", loss("mse", a -> Map.of()));
    table.put("mae", loss("mae", a -> Map.of()));
    table.put("huber", loss("huber", a -> Map.of("delta", a.config().number("delta"))));
    table.put("smooth_l1", loss("smooth_l1", a -> Map.of("beta", a.config().number("beta"))));
    table.put("binary_cross_entropy", loss("binary_cross_entropy", a -> Map.of()));
    table.put(
        "binary_cross_entropy_logits",
        loss("binary_cross_entropy_logits", a -> weights(a, "pos_weight", "positive_weights")));
    table.put(
        "softmax_cross_entropy",
        loss(
            "cross_entropy",
            a -> {
              Map<String, Object> settings = weights(a, "weight", "weights");
              settings.put("label_smoothing", a.config().number("label_smoothing"));
              settings.put("ignore", a.config().whole("ignore_index"));
              return settings;
            }));
    table.put(
        "softmax_cross_entropy_soft",
        loss(
            "cross_entropy",
            a -> {
              Map<String, Object> settings = weights(a, "weight", "weights");
              settings.put("soft", true);
              return settings;
            }));
    table.put(
        "nll",
        loss(
            "nll",
            a -> {
              Map<String, Object> settings = weights(a, "weight", "weights");
              settings.put("ignore", a.config().whole("ignore_index"));
              return settings;
            }));
    table.put("kl_div", loss("kl_div", a -> Map.of("log_target", a.config().flag("log_target"))));
    table.put("hinge", loss("hinge", a -> Map.of()));
    table.put("squared_hinge", loss("squared_hinge", a -> Map.of()));
    table.put("soft_margin", loss("soft_margin", a -> Map.of()));
    table.put(
        "hinge_embedding",
        loss("hinge_embedding", a -> Map.of("margin", a.config().number("margin"))));
    table.put(
        "multi_margin",
        loss(
            "multi_margin",
            a -> Map.of("margin", a.config().number("margin"), "power", a.config().whole("p"))));
    table.put(
        "poisson_nll",
        loss(
            "poisson_nll",
            a ->
                Map.of(
                    "log",
                    a.config().flag("log_input"),
                    "full",
                    a.config().flag("full"),
                    "eps",
                    a.config().number("eps"))));
    table.put(
        "margin_ranking",
        values(
            "x1",
            a ->
                MarginRanking.values(
                    a.get("x1"), a.get("x2"), a.get("target"), a.config().number("margin"))));
    table.put(
        "cosine_embedding",
        values(
            "x1",
            a ->
                CosineEmbedding.values(
                    a.get("x1"), a.get("x2"), a.get("target"), a.config().number("margin"))));
    table.put(
        "triplet_margin",
        values(
            "anchor",
            a ->
                TripletMargin.values(
                    a.get("anchor"),
                    a.get("positive"),
                    a.get("negative"),
                    a.config().number("margin"),
                    a.config().flag("swap"),
                    a.config().number("eps"))));
    table.put(
        "gaussian_nll",
        values(
            "x",
            a ->
                GaussianNll.values(
                    a.get("x"), a.get("target"), a.get("var"), a.config().flag("full"))));
    return table;
  }

  private static Operation loss(String name, Function<Arguments, Map<String, Object>> settings) {
    return y(
        a -> {
          Loss loss = Losses.CATALOG.read(Map.of(name, settings.apply(a)), "loss");
          return loss.reduce(reduction(a), a.get("x"), a.get("target"));
        });
  }

  private static Operation values(String output, Function<Arguments, Tensor> values) {
    return y(
        a -> {
          Loss loss = (_, _) -> values.apply(a);
          return loss.reduce(reduction(a), a.get(output), null);
        });
  }

  private static Reduction reduction(Arguments a) {
    return switch (a.config().text("reduction")) {
      case "mean" -> Reduction.MEAN;
      case "sum" -> Reduction.SUM;
      case "none" -> Reduction.NONE;
      case "batchmean" -> Reduction.BATCH_MEAN;
      default -> throw new IllegalArgumentException(a.config().text("reduction"));
    };
  }

  private static Map<String, Object> weights(Arguments a, String input, String setting) {
    Map<String, Object> settings = new LinkedHashMap<>();
    if (a.has(input)) {
      settings.put(setting, a.numbers(input));
    }
    return settings;
  }
}
