package gradus.train.golden;

import static gradus.train.golden.Operation.two;
import static gradus.train.golden.Operation.y;

import gradus.core.shape.Shape;
import gradus.core.tensor.Norms;
import gradus.core.tensor.Scans;
import gradus.core.tensor.Sorting;
import gradus.core.tensor.Tensor;
import gradus.core.tensor.Tiling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** The verbs of {@link Tensor}. */
final class TensorOperations {
  private TensorOperations() {}

  static Map<String, Operation> table() {
    Map<String, Operation> table = new LinkedHashMap<>();
    table.put("add", pair(Tensor::add));
    table.put("sub", pair(Tensor::sub));
    table.put("mul", pair(Tensor::mul));
    table.put("div", pair(Tensor::div));
    table.put("maximum", pair(Tensor::maximum));
    table.put("minimum", pair(Tensor::minimum));
    table.put("pow", pair(Tensor::pow));
    table.put("atan2", pair(Tensor::atan2));
    table.put("pow_scalar", y(a -> a.get("a").pow(a.config().number("exponent"))));
    table.put("exp", one(Tensor::exp));
    table.put("log", one(Tensor::log));
    table.put("log1p", one(Tensor::log1p));
    table.put("expm1", one(Tensor::expm1));
    table.put("sqrt", one(Tensor::sqrt));
    table.put("rsqrt", one(Tensor::rsqrt));
    table.put("sin", one(Tensor::sin));
    table.put("cos", one(Tensor::cos));
    table.put("tan", one(Tensor::tan));
    table.put("erf", one(Tensor::erf));
    table.put("abs", one(Tensor::abs));
    table.put("sign", one(Tensor::sign));
    table.put("neg", one(Tensor::neg));
    table.put("reciprocal", one(Tensor::reciprocal));
    table.put("square", one(Tensor::square));
    table.put("floor", one(Tensor::floor));
    table.put("round", one(Tensor::round));
    table.put(
        "clamp", y(a -> a.get("a").clamp(a.config().number("min"), a.config().number("max"))));
    table.put("where", y(a -> a.get("condition").where(a.get("a"), a.get("b"))));
    table.put("sum", folded(Tensor::sumKeep));
    table.put("mean", folded(Tensor::meanKeep));
    table.put("logsumexp", folded(Tensor::logSumExpKeep));
    table.put("max", folded(Tensor::maxKeep));
    table.put("min", folded((x, axes) -> x.neg().maxKeep(axes).neg()));
    table.put(
        "norm", y(a -> a.kept(Norms.keep(a.get("a"), a.config().number("p"), axes(a)), axes(a))));
    table.put(
        "var",
        y(
            a ->
                a.kept(
                    Norms.varianceKeep(a.get("a"), a.config().flag("unbiased"), axes(a)),
                    axes(a))));
    table.put(
        "std",
        y(
            a ->
                a.kept(
                    Norms.deviationKeep(a.get("a"), a.config().flag("unbiased"), axes(a)),
                    axes(a))));
    table.put("argmax", y(a -> position(a, a.get("a").argMax(axis(a)))));
    table.put("argmin", y(a -> position(a, a.get("a").argMin(axis(a)))));
    table.put("prod", y(a -> position(a, Scans.product(a.get("a"), axis(a)))));
    table.put("max_with_index", a -> sorted(Sorting.max(a.get("a"), axis(a))));
    table.put("reshape", y(a -> a.get("a").reshape(Shape.of(a.config().wholes("shape")))));
    table.put("permute", y(a -> a.get("a").permute(a.config().wholes("axes"))));
    table.put("slice", y(TensorOperations::slice));
    table.put("pad", y(TensorOperations::pad));
    table.put("concat", y(a -> Tensor.concat(axis(a), parts(a))));
    table.put("stack", y(a -> Tensor.stack(axis(a), parts(a))));
    table.put("gather", y(a -> a.get("a").gather(axis(a), a.get("index"))));
    table.put(
        "scatter_add",
        y(
            a ->
                a.get("a")
                    .add(
                        a.get("source")
                            .scatterAdd(axis(a), a.get("index"), a.get("a").size(axis(a))))));
    table.put("index_select", y(a -> Tiling.take(a.get("a"), axis(a), a.get("index"))));
    table.put("cumsum", y(a -> Scans.cumulativeSum(a.get("a"), axis(a))));
    table.put("cumprod", y(a -> Scans.cumulativeProduct(a.get("a"), axis(a))));
    table.put("flip", y(a -> a.get("a").flip(axis(a))));
    table.put(
        "sort", a -> sorted(Sorting.sort(a.get("a"), axis(a), a.config().flag("descending"))));
    table.put(
        "topk",
        a ->
            sorted(
                Sorting.top(
                    a.get("a"), axis(a), a.config().whole("k"), a.config().flag("largest"))));
    table.put("tile", y(a -> Tiling.tile(a.get("a"), a.config().wholes("repeats"))));
    table.put("broadcast_to", y(a -> a.get("a").broadcastTo(Shape.of(a.config().wholes("shape")))));
    table.put("tril", y(a -> Tiling.lower(a.get("a"), a.config().whole("diagonal"))));
    table.put("triu", y(a -> Tiling.upper(a.get("a"), a.config().whole("diagonal"))));
    table.put("hvp", new SecondOrder());
    return table;
  }

  private static Operation one(UnaryOperator<Tensor> function) {
    return y(a -> function.apply(a.get("a")));
  }

  private static Operation pair(BinaryOperator<Tensor> function) {
    return y(a -> function.apply(a.get("a"), a.get("b")));
  }

  private interface Fold {
    Tensor apply(Tensor x, int... axes);
  }

  private static Operation folded(Fold fold) {
    return y(a -> a.kept(fold.apply(a.get("a"), axes(a)), axes(a)));
  }

  private static int axis(Arguments a) {
    return a.config().whole("axis");
  }

  private static int[] axes(Arguments a) {
    return a.config().wholes("axes");
  }

  private static Tensor position(Arguments a, Tensor y) {
    return a.config().flag("keepdims") ? y.reshape(a.get("a").shape().keep(axis(a))) : y;
  }

  private static Map<String, Tensor> sorted(Sorting.Sorted sorted) {
    return two("y", sorted.values(), "index", sorted.index());
  }

  private static List<Tensor> parts(Arguments a) {
    return new ArrayList<>(a.all().values());
  }

  private static Tensor slice(Arguments a) {
    Tensor y = a.get("a");
    int[] start = a.config().wholes("start");
    int[] stop = a.config().wholes("stop");
    int[] step = a.config().wholes("step");
    for (int i = 0; i < start.length; i++) {
      y = y.slice(i, start[i], stop[i], step[i]);
    }
    return y;
  }

  private static Tensor pad(Arguments a) {
    int[] before = a.config().pairs("padding", 0);
    int[] after = a.config().pairs("padding", 1);
    String mode = a.config().text("mode");
    Tensor y = a.get("a");
    if (mode.equals("constant")) {
      return y.pad(before, after, a.config().number("value"));
    }
    for (int i = 0; i < before.length; i++) {
      if (before[i] + after[i] > 0) {
        y =
            mode.equals("reflect")
                ? Tiling.reflect(y, i, before[i], after[i])
                : Tiling.edge(y, i, before[i], after[i]);
      }
    }
    return y;
  }
}
