package gradus.train.golden;

import static gradus.train.golden.Operation.y;

import gradus.core.tensor.Key;
import gradus.core.tensor.Tensor;
import gradus.nn.Layer;
import gradus.nn.Trace;
import gradus.nn.layer.Layers;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Layers, read as from a run file, with the parameters of the case. */
final class LayerOperations {
  private LayerOperations() {}

  static Map<String, Operation> table() {
    Map<String, Operation> table = new LinkedHashMap<>();
    table.put(
        "dense",
        layer(
            "dense",
            a -> settings("units", a.get("weight").size(1), "bias", a.config().flag("bias"))));
    table.put("embedding", y(LayerOperations::embedding));
    for (String name : List.of("conv1d", "conv2d", "conv3d")) {
      table.put(name, layer(name, LayerOperations::convolution));
    }
    table.put("conv2d_transpose", layer("conv_transpose2d", LayerOperations::transposed));
    for (String name : List.of("max_pool1d", "max_pool2d")) {
      table.put(
          name,
          layer(
              "max_pool",
              a -> {
                Map<String, Object> settings = pooling(a);
                settings.put("dilation", list(a.config().wholes("dilation")));
                return settings;
              }));
    }
    for (String name : List.of("avg_pool1d", "avg_pool2d")) {
      table.put(
          name,
          layer(
              "avg_pool",
              a -> {
                Map<String, Object> settings = pooling(a);
                settings.put("count_padding", a.config().flag("count_include_pad"));
                return settings;
              }));
    }
    table.put("adaptive_avg_pool2d", layer("adaptive_avg_pool", LayerOperations::output));
    table.put("adaptive_max_pool2d", layer("adaptive_max_pool", LayerOperations::output));
    table.put("global_avg_pool2d", layer("global_avg_pool", _ -> settings()));
    table.put("global_max_pool2d", layer("global_max_pool", _ -> settings()));
    table.put("upsample_nearest", layer("upsample", LayerOperations::output));
    table.put(
        "upsample_bilinear",
        layer(
            "upsample",
            a -> {
              Map<String, Object> settings = output(a);
              settings.put("mode", "bilinear");
              settings.put("align_corners", a.config().flag("align_corners"));
              return settings;
            }));
    table.put("batch_norm", LayerOperations::batchNorm);
    table.put(
        "layer_norm",
        layer(
            "layer_norm",
            a -> {
              Map<String, Object> settings = norm(a);
              settings.put("axes", list(a.config().wholes("axes")));
              return settings;
            }));
    table.put(
        "rms_norm",
        layer(
            "rms_norm",
            a ->
                settings(
                    "axes", list(a.config().wholes("axes")), "eps", a.config().number("eps"))));
    table.put(
        "group_norm",
        layer(
            "group_norm",
            a -> settings("groups", a.config().whole("groups"), "eps", a.config().number("eps"))));
    table.put("instance_norm", layer("instance_norm", LayerOperations::norm));
    table.put(
        "local_response_norm",
        layer(
            "local_response_norm",
            a ->
                settings(
                    "size",
                    a.config().whole("size"),
                    "alpha",
                    a.config().number("alpha"),
                    "beta",
                    a.config().number("beta"),
                    "k",
                    a.config().number("k"))));
    table.put(
        "l2_normalize",
        layer(
            "l2_normalize",
            a -> settings("axis", a.config().whole("axis"), "eps", a.config().number("eps"))));
    return table;
  }

  /** The layer with a name and settings of a run file. */
  static Layer read(String name, Map<String, Object> settings) {
    return Layers.CATALOG.read(Map.of(name, settings), "model");
  }

  static Map<String, Object> settings(Object... namesAndValues) {
    Map<String, Object> settings = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      settings.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return settings;
  }

  private static Operation layer(String name, Function<Arguments, Map<String, Object>> settings) {
    return y(a -> ActivationOperations.trace(read(name, settings.apply(a)), a, true).output());
  }

  private static Tensor embedding(Arguments a) {
    Tensor table = a.get("table");
    Map<String, Object> settings =
        settings(
            "count",
            table.size(0),
            "features",
            table.size(1),
            "padding_id",
            a.config().whole("padding_id"));
    return Trace.of(read("embedding", settings), a.get("ids"), true, Key.of(1, 1), a.all())
        .output();
  }

  private static Map<String, Tensor> batchNorm(Arguments a) {
    boolean training = a.config().text("mode").equals("train");
    Map<String, Object> settings = norm(a);
    settings.put("momentum", a.config().number("momentum"));
    Trace trace = ActivationOperations.trace(read("batch_norm", settings), a, training);
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    outputs.put("y", trace.output());
    for (String state : List.of("running_mean", "running_var")) {
      outputs.put(state, trace.updates().getOrDefault(state, a.get(state)));
    }
    return outputs;
  }

  private static Map<String, Object> norm(Arguments a) {
    return settings("eps", a.config().number("eps"), "affine", a.config().flag("affine"));
  }

  private static Map<String, Object> output(Arguments a) {
    return settings("size", list(a.config().wholes("output")));
  }

  private static Map<String, Object> convolution(Arguments a) {
    Tensor kernel = a.get("kernel");
    int space = kernel.shape().rank() - 2;
    return settings(
        "filters",
        kernel.size(-1),
        "kernel",
        list(kernel.shape().slice(0, space).sizes()),
        "stride",
        list(a.config().wholes("stride")),
        "padding",
        padding(a),
        "dilation",
        list(a.config().wholes("dilation")),
        "groups",
        a.config().whole("groups"),
        "bias",
        a.config().flag("bias"));
  }

  private static Map<String, Object> transposed(Arguments a) {
    Map<String, Object> settings = convolution(a);
    settings.put("filters", a.get("kernel").size(-1) * a.config().whole("groups"));
    settings.put("output_padding", list(a.config().wholes("output_padding")));
    return settings;
  }

  private static Map<String, Object> pooling(Arguments a) {
    return settings(
        "size",
        list(a.config().wholes("kernel")),
        "stride",
        list(a.config().wholes("stride")),
        "padding",
        padding(a),
        "ceil",
        a.config().flag("ceil_mode"));
  }

  /** Before and after each axis in turn. */
  private static List<Integer> padding(Arguments a) {
    int[] before = a.config().pairs("padding", 0);
    int[] after = a.config().pairs("padding", 1);
    int[] both = new int[2 * before.length];
    for (int i = 0; i < before.length; i++) {
      both[2 * i] = before[i];
      both[2 * i + 1] = after[i];
    }
    return list(both);
  }

  private static List<Integer> list(int[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
