package gradus.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.ir.BinaryOp;
import gradus.core.ir.Domain;
import gradus.core.ir.Graph;
import gradus.core.ir.Node;
import gradus.core.ir.Op;
import gradus.core.ir.UnaryOp;
import gradus.core.shape.DType;
import gradus.core.shape.Ints;
import gradus.core.shape.Shape;
import gradus.core.tensor.Key;
import gradus.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Gradient = central difference for every operation and every elementwise function; also of second
 * order.
 */
class GradientTableTest {
  /** A row: a function of inputs with values in [low, high], away from kinks. */
  record Row(String name, List<Shape> inputs, Domain domain, Function<List<Tensor>, Tensor> body) {}

  private static final Domain SMALL = new Domain(-1, 1);

  static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (UnaryOp op : UnaryOp.values()) {
      rows.add(new Row(op.name(), List.of(Shape.of(11)), op.domain(), x -> x.get(0).apply(op)));
    }
    for (BinaryOp op : BinaryOp.values()) {
      boolean positive = op == BinaryOp.POW || op == BinaryOp.DIV;
      rows.add(
          new Row(
              op.name(),
              List.of(Shape.of(11), Shape.of(11)),
              new Domain(positive ? 0.3 : -2, 2),
              x -> x.get(0).apply(op, x.get(1))));
    }
    moves(rows);
    picks(rows);
    products(rows);
    return rows;
  }

  private static void moves(List<Row> rows) {
    Shape s = Shape.of(3, 4, 2);
    add(rows, "sum", s, x -> x.sum(1));
    add(rows, "max", s, x -> x.max(0, 2));
    add(rows, "reshape", s, x -> x.reshape(6, 4));
    add(rows, "permute", s, x -> x.permute(2, 0, 1));
    add(rows, "slice", s, x -> x.slice(1, 1, 4, 2));
    add(rows, "pad", s, x -> x.pad(new int[] {1, 0, 2}, new int[] {0, 3, 1}, 0.5));
    add(
        rows,
        "pad inner",
        s,
        x ->
            Tensor.of(
                Node.of(
                    new Op.Pad(Ints.of(1, 0, 0), Ints.of(0, 2, 0), Ints.of(1, 2, 0), 0),
                    x.node())));
    add(rows, "broadcast", Shape.of(3, 1, 2), x -> x.broadcastTo(Shape.of(5, 3, 4, 2)));
    add(rows, "flip", s, x -> x.flip(0, 2));
    add(rows, "concat", s, x -> Tensor.concat(1, List.of(x, x.slice(1, 0, 2), Tensor.ones(s))));
    add(
        rows,
        "barrier",
        s,
        x -> Tensor.of(Node.of(new Op.Barrier(), x.exp().node(), x.sin().node())));
    add(rows, "custom", s, x -> x.square().withGradient(List.of(x), g -> List.of(g.mul(x).mul(2))));
    add(rows, "iota", s, x -> x.mul(Tensor.iota(s, 1).floats()));
    add(rows, "random", s, x -> x.mul(Key.of(3, 4).uniform(s, 5)));
    rows.add(
        new Row(
            "select",
            List.of(s, s),
            SMALL,
            x -> Tensor.iota(s, 1).floats().less(2).where(x.get(0), x.get(1))));
  }

  private static void picks(List<Row> rows) {
    Shape s = Shape.of(3, 4, 2);
    Tensor index = Tensor.ints(Shape.of(3, 5, 2), IntegersTo.of(30, 4));
    add(rows, "gather", s, x -> x.gather(1, index));
    add(rows, "scatter", Shape.of(3, 5, 2), x -> x.scatterAdd(1, index, 4));
    add(rows, "rows", Shape.of(5, 3), x -> x.rows(Tensor.ints(4, 0, 4, 2)));
    add(
        rows,
        "scatter rows",
        Shape.of(4, 3),
        x -> Tensor.of(Node.of(new Op.ScatterRows(5), x.node(), Tensor.ints(4, 0, 4, 2).node())));
    add(rows, "arg max", s, x -> x.gather(1, x.argMax(1).expand(1)));
    add(rows, "sort", s, x -> x.gather(-1, x.sortIndex(true)));
    add(rows, "max pool", Shape.of(2, 5, 4, 3), x -> x.maxPool(Ints.of(2, 3), window(2, 1, 1)));
  }

  private static void products(List<Row> rows) {
    for (int flags = 0; flags < 4; flags++) {
      boolean ta = (flags & 1) != 0;
      boolean tb = (flags & 2) != 0;
      rows.add(
          new Row(
              "matmul " + ta + " " + tb,
              List.of(
                  ta ? Shape.of(2, 4, 3) : Shape.of(2, 3, 4),
                  tb ? Shape.of(2, 5, 4) : Shape.of(2, 4, 5)),
              SMALL,
              x -> Tensor.of(Node.of(new Op.MatMul(ta, tb), x.get(0).node(), x.get(1).node()))));
    }
    for (Op.Window window : List.of(window(1, 0, 1), window(2, 1, 1), window(1, 2, 2))) {
      Shape x = Shape.of(2, 6, 5, 4);
      Shape kernel = Shape.of(3, 2, 2, 6);
      Shape y = Shape.of(2, window.outputSize(0, 6, 3), window.outputSize(1, 5, 2), 6);
      rows.add(
          new Row(
              "convolution",
              List.of(x, kernel),
              SMALL,
              in -> in.get(0).convolve(in.get(1), window, 2)));
      rows.add(
          new Row(
              "convolution input",
              List.of(y, kernel),
              SMALL,
              in -> in.get(0).convolveTransposed(in.get(1), window, 2, x)));
      rows.add(
          new Row(
              "convolution kernel",
              List.of(x, y),
              SMALL,
              in ->
                  Tensor.of(
                      Node.of(
                          new Op.ConvolutionKernel(window, 2, kernel),
                          in.get(0).node(),
                          in.get(1).node()))));
    }
  }

  private static void add(List<Row> rows, String name, Shape shape, Function<Tensor, Tensor> body) {
    rows.add(new Row(name, List.of(shape), SMALL, x -> body.apply(x.get(0))));
  }

  private static Op.Window window(int stride, int padding, int dilation) {
    return new Op.Window(
        Ints.of(stride, stride),
        Ints.of(padding, padding),
        Ints.of(padding, padding),
        Ints.of(dilation, dilation));
  }

  @TestFactory
  Stream<DynamicTest> gradientEqualsCentralDifference() {
    return rows().stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.name(),
                    () -> {
                      List<Tensor> inputs = inputs(row);
                      Map<Node, double[]> point = point(row, inputs);
                      Tensor loss = weighted(row.body().apply(inputs));
                      check(row.name(), loss, point);
                      // The gradient is a function too.
                      Tensor slope = Tensor.zeros(Shape.SCALAR);
                      for (Node gradient :
                          gradus.core.grad.Gradients.of(
                              List.of(loss.node()),
                              List.of(Tensor.scalar(1).node()),
                              inputs.stream().map(Tensor::node).toList())) {
                        slope = slope.add(weighted(Tensor.of(gradient)));
                      }
                      check(row.name() + ", second order", slope, point);
                    }));
  }

  private static void check(String name, Tensor loss, Map<Node, double[]> point) {
    assertThat(GradientCheck.STRICT.of(loss.node(), point))
        .as(name)
        .allMatch(GradientCheck.Finding::passed);
  }

  /** Every kind of node and every function stands in a row; what is missing is named. */
  @Test
  void noRowIsMissing() {
    Set<Class<?>> met = new HashSet<>();
    Set<Object> functions = new HashSet<>();
    for (Row row : rows()) {
      List<Tensor> inputs = inputs(row);
      Tensor loss = weighted(row.body().apply(inputs));
      for (Node node : Graph.of(List.of(loss.node())).nodes()) {
        met.add(node.op().getClass());
        switch (node.op()) {
          case Op.Unary o -> functions.add(o.function());
          case Op.Binary o -> functions.add(o.function());
          case Op.Reduce o -> functions.add(o.kind());
          default -> {}
        }
      }
    }
    assertThat(met).contains(Op.class.getPermittedSubclasses());
    assertThat(functions)
        .contains((Object[]) UnaryOp.values())
        .contains((Object[]) BinaryOp.values())
        .contains((Object[]) gradus.core.ir.Reduction.values());
  }

  private static List<Tensor> inputs(Row row) {
    List<Tensor> inputs = new ArrayList<>();
    for (Shape shape : row.inputs()) {
      inputs.add(Tensor.input("x" + inputs.size(), shape, DType.F32));
    }
    return inputs;
  }

  private static Map<Node, double[]> point(Row row, List<Tensor> inputs) {
    Random random = new Random(row.name().hashCode());
    Map<Node, double[]> point = new HashMap<>();
    for (Tensor input : inputs) {
      double[] values = new double[input.shape().count()];
      for (int i = 0; i < values.length; i++) {
        values[i] = draw(random, row.domain());
      }
      point.put(input.node(), values);
    }
    return point;
  }

  private static double draw(Random random, Domain domain) {
    while (true) {
      double value = random.nextDouble(domain.low(), domain.high());
      if (java.util.Arrays.stream(domain.kinks()).allMatch(kink -> Math.abs(value - kink) > 1e-2)) {
        return value;
      }
    }
  }

  /** A scalar in which each element has its own weight. */
  private static Tensor weighted(Tensor y) {
    float[] weights = new float[y.shape().count()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = 0.5f + (i * 7 % 5) / 4f;
    }
    return y.floats().mul(Tensor.of(y.shape(), weights)).sum();
  }

  /** The numbers below a limit, in a mixed order with repetitions. */
  private static final class IntegersTo {
    static int[] of(int count, int limit) {
      int[] values = new int[count];
      java.util.Arrays.setAll(values, i -> (i * 13 + i / 3) % limit);
      return values;
    }
  }
}
