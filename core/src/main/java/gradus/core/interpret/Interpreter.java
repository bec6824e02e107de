package gradus.core.interpret;

import gradus.core.ir.Data;
import gradus.core.ir.Graph;
import gradus.core.ir.Node;
import gradus.core.ir.Op;
import gradus.core.shape.DType;
import gradus.core.shape.Shape;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs a graph node by node in float64, one {@code switch}, loops as in a textbook. It is the
 * meaning of the IR.
 */
public final class Interpreter {
  private final Map<Node, double[]> values = new HashMap<>();

  private Interpreter() {}

  /** The values of the graph's outputs, row-major, for the given values of its inputs. */
  public static List<double[]> run(Graph graph, Map<Node, double[]> inputs) {
    Interpreter interpreter = new Interpreter();
    for (Node node : graph.nodes()) {
      interpreter.values.put(
          node, node.op() instanceof Op.Input ? inputs.get(node) : interpreter.evaluate(node));
    }
    return graph.outputs().stream().map(interpreter.values::get).toList();
  }

  private double[] evaluate(Node node) {
    Shape shape = node.shape();
    double[] y = new double[shape.count()];
    switch (node.op()) {
      case Op.Input _ -> throw new IllegalStateException("inputs have values");
      case Op.Constant o -> fill(y, o.data());
      case Op.Fill o -> Arrays.fill(y, o.type() == DType.F32 ? o.value() : (int) o.value());
      case Op.Iota o -> each(shape, (i, at) -> y[i] = at[shape.axis(o.axis())]);
      case Op.Random o -> {
        double[] key = x(node, 0);
        Arrays.setAll(y, i -> RandomValue.uniform(i, (int) key[0], (int) key[1], o.salt()));
      }
      case Op.Unary o -> {
        double[] x = x(node, 0);
        Arrays.setAll(y, i -> o.function().apply(x[i]));
      }
      case Op.Binary o -> {
        double[] a = x(node, 0);
        double[] b = x(node, 1);
        Arrays.setAll(y, i -> o.function().apply(a[i], b[i]));
      }
      case Op.Select _ -> {
        double[] condition = x(node, 0);
        double[] a = x(node, 1);
        double[] b = x(node, 2);
        Arrays.setAll(y, i -> condition[i] != 0 ? a[i] : b[i]);
      }
      case Op.Convert o -> {
        double[] x = x(node, 0);
        Arrays.setAll(y, i -> o.type() == DType.I32 ? (int) x[i] : x[i]);
      }
      case Op.Reduce o -> {
        double[] x = x(node, 0);
        Arrays.fill(y, o.kind().identity());
        int[] strides = strides(shape);
        each(
            node.input(0).shape(),
            (i, at) -> {
              int j = offset(at, strides);
              y[j] = o.kind().fold(y[j], x[i]);
            });
      }
      case Op.ArgMax o -> Selection.argMax(x(node, 0), node.input(0).shape(), o.axis(), y);
      case Op.Reshape _ -> System.arraycopy(x(node, 0), 0, y, 0, y.length);
      case Op.Permute o -> {
        int[] from = node.input(0).shape().strides();
        int[] strides = new int[from.length];
        Arrays.setAll(strides, i -> from[o.axes().get(i)]);
        move(node, y, 0, strides);
      }
      case Op.Slice o -> {
        int[] from = node.input(0).shape().strides();
        int[] strides = new int[from.length];
        Arrays.setAll(strides, i -> from[i] * o.step().get(i));
        move(node, y, offset(o.start().toArray(), from), strides);
      }
      case Op.Pad o -> {
        double[] x = x(node, 0);
        Arrays.fill(y, o.value());
        int[] to = shape.strides();
        int[] strides = new int[to.length];
        Arrays.setAll(strides, i -> to[i] * (o.inner().get(i) + 1));
        int start = offset(o.before().toArray(), to);
        each(node.input(0).shape(), (i, at) -> y[start + offset(at, strides)] = x[i]);
      }
      case Op.Broadcast _ -> move(node, y, 0, strides(node.input(0).shape()));
      case Op.Concat o -> {
        int start = 0;
        for (int k = 0; k < node.inputs().size(); k++) {
          double[] x = x(node, k);
          int begin = start * shape.strides()[o.axis()];
          each(node.input(k).shape(), (i, at) -> y[begin + offset(at, shape.strides())] = x[i]);
          start += node.input(k).shape().size(o.axis());
        }
      }
      case Op.Reverse o -> {
        int[] strides = shape.strides();
        int start = 0;
        for (int axis : o.axes().toArray()) {
          start += (shape.size(axis) - 1) * strides[axis];
          strides[axis] = -strides[axis];
        }
        move(node, y, start, strides);
      }
      case Op.MatMul o ->
          Products.matmul(o, x(node, 0), node.input(0).shape(), x(node, 1), shape, y);
      case Op.Convolution o ->
          Products.convolution(
              o.window(),
              o.groups(),
              x(node, 0),
              node.input(0).shape(),
              x(node, 1),
              node.input(1).shape(),
              y,
              shape,
              Products.Role.FORWARD);
      case Op.ConvolutionInput o ->
          Products.convolution(
              o.window(),
              o.groups(),
              y,
              shape,
              x(node, 1),
              node.input(1).shape(),
              x(node, 0),
              node.input(0).shape(),
              Products.Role.INPUT);
      case Op.ConvolutionKernel o ->
          Products.convolution(
              o.window(),
              o.groups(),
              x(node, 0),
              node.input(0).shape(),
              y,
              shape,
              x(node, 1),
              node.input(1).shape(),
              Products.Role.KERNEL);
      case Op.PoolIndex o -> Selection.poolIndex(o, x(node, 0), node.input(0).shape(), shape, y);
      case Op.Gather o -> {
        double[] x = x(node, 0);
        double[] index = x(node, 1);
        Shape from = node.input(0).shape();
        int[] strides = from.strides();
        each(
            shape,
            (i, at) -> {
              at[o.axis()] = (int) index[i];
              boolean inside = index[i] >= 0 && index[i] < from.size(o.axis());
              y[i] = inside ? x[offset(at, strides)] : Double.NaN;
            });
      }
      case Op.Scatter o -> {
        double[] x = x(node, 0);
        double[] index = x(node, 1);
        int[] strides = shape.strides();
        each(
            node.input(0).shape(),
            (i, at) -> {
              at[o.axis()] = (int) index[i];
              if (index[i] >= 0 && index[i] < o.size()) {
                y[offset(at, strides)] += x[i];
              }
            });
      }
      case Op.GatherRows _ -> {
        double[] table = x(node, 0);
        double[] ids = x(node, 1);
        int width = shape.size(1);
        int rows = node.input(0).shape().size(0);
        each(
            shape,
            (i, at) -> {
              int row = (int) ids[at[0]];
              y[i] = row >= 0 && row < rows ? table[row * width + at[1]] : Double.NaN;
            });
      }
      case Op.ScatterRows o -> {
        double[] x = x(node, 0);
        double[] ids = x(node, 1);
        int width = shape.size(1);
        each(
            node.input(0).shape(),
            (i, at) -> {
              int row = (int) ids[at[0]];
              if (row >= 0 && row < o.rows()) {
                y[row * width + at[1]] += x[i];
              }
            });
      }
      case Op.SortIndex o -> Selection.sortIndex(x(node, 0), shape, o.descending(), y);
      case Op.Custom _, Op.Barrier _ -> System.arraycopy(x(node, 0), 0, y, 0, y.length);
    }
    return y;
  }

  private double[] x(Node node, int position) {
    return values.get(node.input(position));
  }

  private void move(Node node, double[] y, int start, int[] strides) {
    double[] x = x(node, 0);
    each(node.shape(), (i, at) -> y[i] = x[start + offset(at, strides)]);
  }

  private static void fill(double[] y, Data data) {
    Arrays.setAll(y, data::value);
  }

  /** Row-major strides, 0 along axes of size 1, so that such an axis repeats. */
  private static int[] strides(Shape shape) {
    int[] strides = shape.strides();
    for (int i = 0; i < strides.length; i++) {
      if (shape.size(i) == 1) {
        strides[i] = 0;
      }
    }
    return strides;
  }

  static int offset(int[] at, int[] strides) {
    int offset = 0;
    for (int i = 0; i < strides.length; i++) {
      offset += at[i] * strides[i];
    }
    return offset;
  }

  /** Visits every coordinate in row-major order; the visitor may change the array it is given. */
  static void each(Shape shape, Visitor visitor) {
    int rank = shape.rank();
    int[] at = new int[rank];
    for (int i = 0, count = shape.count(); i < count; i++) {
      visitor.visit(i, at.clone());
      for (int axis = rank - 1; axis >= 0 && ++at[axis] == shape.size(axis); axis--) {
        at[axis] = 0;
      }
    }
  }

  interface Visitor {
    void visit(int position, int[] at);
  }
}
