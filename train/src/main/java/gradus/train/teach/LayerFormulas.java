package gradus.train.teach;

import static java.util.stream.Collectors.joining;

import gradus.core.shape.Ints;
import gradus.nn.activation.Activation;
import gradus.nn.activation.LogSoftmax;
import gradus.nn.activation.Prelu;
import gradus.nn.activation.Softmax;
import gradus.nn.layer.AvgPool;
import gradus.nn.layer.BatchNorm;
import gradus.nn.layer.Conv1d;
import gradus.nn.layer.Conv2d;
import gradus.nn.layer.Conv3d;
import gradus.nn.layer.ConvSpec;
import gradus.nn.layer.Dense;
import gradus.nn.layer.DenseBlock;
import gradus.nn.layer.Dropout;
import gradus.nn.layer.Embedding;
import gradus.nn.layer.Flatten;
import gradus.nn.layer.GlobalAvgPool;
import gradus.nn.layer.GlobalMaxPool;
import gradus.nn.layer.Join;
import gradus.nn.layer.LayerNorm;
import gradus.nn.layer.MaxPool;
import gradus.nn.layer.Parallel;
import gradus.nn.layer.Rescale;
import gradus.nn.layer.Reshape;
import gradus.nn.layer.Residual;
import gradus.nn.layer.RmsNorm;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The formulas of each layer; any other layer is written as a vector-Jacobian product. */
final class LayerFormulas {
  private LayerFormulas() {}

  /**
   * The formulas of a stage.
   *
   * @param error its error signal: a name, or for plain activations the whole expression
   */
  static Formula of(Stage stage, String error) {
    return switch (stage.layer()) {
      case null -> general(stage, error);
      case Dense _ -> dense(stage, error);
      case Conv1d layer -> convolution(stage, layer.spec(), error);
      case Conv2d layer -> convolution(stage, layer.spec(), error);
      case Conv3d layer -> convolution(stage, layer.spec(), error);
      case BatchNorm layer ->
          NormFormulas.centered(stage, error, "the batch, for each channel", layer.eps());
      case LayerNorm layer ->
          NormFormulas.centered(stage, error, "the last axes, for each example", layer.eps());
      case RmsNorm layer -> NormFormulas.scaled(stage, error, layer.eps());
      case Activation layer -> activation(stage, layer, error);
      case MaxPool layer -> largest(stage, "each window of " + sizes(layer.size()), error);
      case GlobalMaxPool _ -> largest(stage, "all positions", error);
      case AvgPool layer -> mean(stage, "each window of " + sizes(layer.size()), error);
      case GlobalAvgPool _ -> mean(stage, "all positions", error);
      case Flatten _ -> reshape(stage, error);
      case Reshape _ -> reshape(stage, error);
      case Rescale layer ->
          Formula.of(
                  "%s = %s %s + %s"
                      .formatted(stage.out(), layer.factor(), stage.in(), layer.offset()))
              .back(stage.in(), layer.factor() + " " + error);
      case Dropout layer -> dropout(stage, layer.rate(), error);
      case Embedding layer -> embedding(stage, layer, error);
      case Residual _ -> residual(stage, error);
      case Parallel layer -> parallel(stage, layer.join(), error);
      case DenseBlock _ -> parallel(stage, Join.CONCAT, error);
      default -> general(stage, error);
    };
  }

  private static Formula dense(Stage s, String error) {
    String w = s.parameter("weight");
    String b = s.parameter("bias");
    String sum = s.shape().rank() == 2 ? "" : "Σ_positions ";
    return Formula.of(s.out() + " = " + s.in() + " " + w + (b == null ? "" : " + " + b))
        .gradient(w, sum + s.in() + "ᵀ " + error)
        .gradient(b, "Σ_" + s.everything() + " " + error)
        .back(s.in(), error + " " + w + "ᵀ");
  }

  private static String times(String position, Ints steps) {
    return steps.equals(Ints.repeat(1, steps.size())) ? position : sizes(steps) + "·" + position;
  }

  private static String sizes(Ints sizes) {
    return Arrays.stream(sizes.toArray()).mapToObj(Integer::toString).collect(joining("×"));
  }

  private static Formula convolution(Stage s, ConvSpec spec, String error) {
    String k = s.parameter("kernel");
    String b = s.parameter("bias");
    String groups = spec.groups() == 1 ? "" : ", in " + spec.groups() + " groups of channels";
    String at = times("p", spec.stride()) + " + " + times("t", spec.dilation()) + " − before";
    return Formula.of(s.out() + " = " + s.in() + " ∗ " + k + (b == null ? "" : " + " + b))
        .and(
            "(%s ∗ %s)[n, p, o] = Σ_(t, c) %s[n, %s, c] %s[t, c, o]%s"
                .formatted(s.in(), k, s.in(), at, k, groups))
        .gradient(k, "Σ_(n, p) %s[n, %s, c] %s[n, p, o]".formatted(s.in(), at, error))
        .gradient(b, "Σ_(n, p) " + error)
        .back(s.in(), error + " ∗ᵀ " + k)
        .remark(
            "(%s ∗ᵀ %s)[n, q, c] = Σ %s[n, p, o] %s[t, c, o] over all p, t, o with %s = q: each"
                    .formatted(error, k, error, k, at)
                + " output sends its error back along the weights it was made with.");
  }

  private static Formula activation(Stage s, Activation layer, String error) {
    String name = s.title();
    String forward = s.out() + " = " + name + "(" + s.in() + ")";
    String meaning = name + "(z) = " + layer.formula().replace('-', '−');
    String slope = layer.derivative().replace('-', '−');
    String value = slope.matches(".*\\ba\\b.*") ? ",  where a = " + name + "(z)" : "";
    if (layer instanceof Softmax) {
      String a = s.out();
      return Formula.of(forward)
          .and(meaning)
          .back(s.in(), "%s ⊙ (%s − Σ_j %s ⊙ %s)".formatted(a, error, error, a));
    }
    if (layer instanceof LogSoftmax) {
      return Formula.of(forward)
          .and(meaning)
          .back(s.in(), "%s − e^%s ⊙ Σ_j %s".formatted(error, s.out(), error));
    }
    if (layer.derivative().startsWith("by ")) {
      return Formula.of(forward)
          .and(meaning)
          .back(s.in(), jacobian(s.out(), s.in(), error))
          .remark("The derivative of " + name + ", with a its value: " + slope + ".");
    }
    Formula formula =
        Formula.of(forward)
            .and(meaning)
            .back(s.in(), Symbols.bracketed(error) + " ⊙ " + name + "′(" + s.in() + ")")
            .remark(name + "′(z) = " + slope + value);
    return layer instanceof Prelu
        ? formula.gradient(s.parameter("alpha"), "Σ " + error + " ⊙ min(" + s.in() + ", 0)")
        : formula.unnamed();
  }

  private static Formula largest(Stage s, String window, String error) {
    return Formula.of(s.out() + " = max of " + s.in() + " over " + window)
        .back(s.in(), "unpool(" + error + ")")
        .remark("unpool puts each error where the maximum was (the first one), and 0 elsewhere.");
  }

  private static Formula mean(Stage s, String window, String error) {
    return Formula.of(s.out() + " = mean of " + s.in() + " over " + window)
        .back(s.in(), "spread(" + error + ")")
        .remark(
            "spread gives each member of a mean its equal share: the error divided by their"
                + " number.");
  }

  private static Formula reshape(Stage s, String error) {
    return Formula.of(s.out() + " = reshape(" + s.in() + ")")
        .and("from %s to %s; the numbers stay as they are".formatted(s.input().shape(), s.shape()))
        .back(s.in(), "reshape(" + error + ")");
  }

  private static Formula dropout(Stage s, double rate, String error) {
    String m = "m" + s.number();
    return Formula.of(s.out() + " = " + m + " ⊙ " + s.in())
        .and("%s = 0 with probability %s, else 1 / (1 − %s)".formatted(m, rate, rate))
        .back(s.in(), m + " ⊙ " + error)
        .remark(m + " is the mask of the forward pass, the same numbers.");
  }

  private static Formula embedding(Stage s, Embedding layer, String error) {
    String e = s.parameter("table");
    Formula formula =
        Formula.of(s.out() + "[n] = " + e + "[" + s.in() + "[n]]")
            .gradient(e, "Σ_(n with %s[n] = i) %s[n]  in row i".formatted(s.in(), error));
    return layer.paddingId() < 0
        ? formula
        : formula.remark("Row " + layer.paddingId() + " is padding and gets no gradient.");
  }

  private static Formula residual(Stage s, String error) {
    String past = s.in();
    String inner = s.ins().getLast();
    String scale = s.parameter("scale");
    Formula formula =
        Formula.of(s.out() + " = " + past + " + " + (scale == null ? "" : scale + " ") + inner)
            .back(past, error)
            .back(inner, scale == null ? error : scale + " " + error);
    return scale == null
        ? formula.remark("A sum hands its error on to both terms unchanged.")
        : formula.gradient(scale, "Σ " + error + " ⊙ " + inner);
  }

  private static Formula parallel(Stage s, Join join, String error) {
    String all = String.join(", ", s.ins());
    return switch (join) {
      case ADD -> {
        Formula formula = Formula.of(s.out() + " = " + String.join(" + ", s.ins()));
        s.ins().forEach(in -> formula.back(in, error));
        yield formula;
      }
      case CONCAT -> {
        Formula formula = Formula.of(s.out() + " = [" + all + "] side by side");
        s.ins().forEach(in -> formula.back(in, error + "[part of " + in + "]"));
        yield formula.remark("Each part of the error goes back to the value that stands there.");
      }
      case MULTIPLY -> {
        Formula formula = Formula.of(s.out() + " = " + String.join(" ⊙ ", s.ins()));
        s.ins()
            .forEach(
                in ->
                    formula.back(
                        in,
                        Stream.concat(Stream.of(error), s.ins().stream().filter(o -> !o.equals(in)))
                            .reduce((a, b) -> a + " ⊙ " + b)
                            .orElse(error)));
        yield formula;
      }
    };
  }

  private static Formula general(Stage s, String error) {
    List<String> read = Stream.concat(s.ins().stream(), s.parameters().keySet().stream()).toList();
    Formula formula = Formula.of(s.out() + " = " + s.title() + "(" + String.join(", ", read) + ")");
    s.parameters().keySet().forEach(p -> formula.gradient(p, jacobian(s.out(), p, error)));
    s.ins().forEach(in -> formula.back(in, jacobian(s.out(), in, error)));
    return formula.remark(
        "A vector-Jacobian product: each error, times the derivative of its number by each number"
            + " that "
            + s.title()
            + " reads, summed over its numbers.");
  }

  private static String jacobian(String of, String by, String error) {
    return "(∂" + of + "/∂" + Objects.requireNonNull(by) + ")ᵀ " + error;
  }
}
