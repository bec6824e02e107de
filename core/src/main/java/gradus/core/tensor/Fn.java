package gradus.core.tensor;

import gradus.core.cpu.Workers;
import gradus.core.grad.Gradients;
import gradus.core.ir.Graph;
import gradus.core.ir.Node;
import gradus.core.ir.Op;
import gradus.core.shape.DType;
import gradus.core.shape.Shape;
import gradus.core.shape.ShapeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A function of tensors that can be differentiated and compiled. Calling it only notes what is to
 * be computed, so functions call each other freely and a gradient can be differentiated again.
 *
 * <pre>{@code
 * var loss = Fn.of((w, x, y) -> x.matmul(w).sub(y).square().mean());
 * var step = loss.valueAndGradient(0).compile();
 * List<Tensor> results = step.all(w, x, y);      // the loss and its gradient by w
 * }</pre>
 */
public final class Fn {
  private static final int ANY = -1;

  private final int arity;
  private final Body body;

  private Fn(int arity, Body body) {
    this.arity = arity;
    this.body = body;
  }

  /** A function of one tensor. */
  @FunctionalInterface
  public interface One {
    /** Applies the function. */
    Tensor apply(Tensor a);
  }

  /** A function of two tensors. */
  @FunctionalInterface
  public interface Two {
    /** Applies the function. */
    Tensor apply(Tensor a, Tensor b);
  }

  /** A function of three tensors. */
  @FunctionalInterface
  public interface Three {
    /** Applies the function. */
    Tensor apply(Tensor a, Tensor b, Tensor c);
  }

  /** A function of four tensors. */
  @FunctionalInterface
  public interface Four {
    /** Applies the function. */
    Tensor apply(Tensor a, Tensor b, Tensor c, Tensor d);
  }

  /** A function of any number of tensors, with any number of results. */
  @FunctionalInterface
  public interface Body {
    /** Applies the function. */
    List<Tensor> apply(List<Tensor> arguments);
  }

  /** A function of one tensor. */
  public static Fn of(One f) {
    return new Fn(1, x -> List.of(f.apply(x.get(0))));
  }

  /** A function of two tensors. */
  public static Fn of(Two f) {
    return new Fn(2, x -> List.of(f.apply(x.get(0), x.get(1))));
  }

  /** A function of three tensors. */
  public static Fn of(Three f) {
    return new Fn(3, x -> List.of(f.apply(x.get(0), x.get(1), x.get(2))));
  }

  /** A function of four tensors. */
  public static Fn of(Four f) {
    return new Fn(4, x -> List.of(f.apply(x.get(0), x.get(1), x.get(2), x.get(3))));
  }

  /** A function of a list of tensors, as long as the caller likes, with a list of results. */
  public static Fn ofList(Body f) {
    return new Fn(ANY, f);
  }

  /**
   * The only result for the given arguments, lazy.
   *
   * @throws IllegalArgumentException if the number of arguments is wrong or there are more results
   */
  public Tensor call(Tensor... arguments) {
    return only(all(arguments));
  }

  /** All results for the given arguments, lazy. */
  public List<Tensor> all(Tensor... arguments) {
    return all(List.of(arguments));
  }

  /** All results for the given arguments, lazy. */
  public List<Tensor> all(List<Tensor> arguments) {
    if (arity != ANY && arguments.size() != arity) {
      throw new IllegalArgumentException(
          "function: got " + arguments.size() + " arguments; it takes " + arity + "; give as many");
    }
    return List.copyOf(body.apply(arguments));
  }

  /**
   * The function that gives the gradients of this one, in the order of the argument numbers: {@code
   * ∂loss/∂a}, each of the shape of its argument. Without numbers, by all float arguments. When it
   * is called it throws {@link ShapeException} if this function's only result is not a scalar.
   */
  public Fn gradient(int... arguments) {
    Fn both = valueAndGradient(arguments);
    return new Fn(
        arity,
        x -> {
          List<Tensor> results = both.all(x);
          return results.subList(1, results.size());
        });
  }

  /** As {@link #gradient}, with the value itself as the first result. */
  public Fn valueAndGradient(int... arguments) {
    int[] chosen = arguments.clone();
    return new Fn(arity, x -> differentiate(x, chosen));
  }

  private List<Tensor> differentiate(List<Tensor> arguments, int[] chosen) {
    int[] by =
        chosen.length > 0
            ? chosen
            : IntStream.range(0, arguments.size())
                .filter(i -> arguments.get(i).type() == DType.F32)
                .toArray();
    // Own nodes for the arguments: the same tensor given twice must not mix two gradients.
    List<Tensor> own = arguments.stream().map(x -> x.type() == DType.F32 ? same(x) : x).toList();
    for (int i : by) {
      if (i < 0 || i >= arguments.size() || arguments.get(i).type() != DType.F32) {
        throw new IllegalArgumentException(
            "gradient: got argument number "
                + i
                + " of "
                + arguments.size()
                + " arguments; it must be one of the float arguments, counted from 0");
      }
    }
    Tensor value = only(all(own));
    if (!value.shape().equals(Shape.SCALAR) || value.type() != DType.F32) {
      throw new ShapeException(
          "gradient: the function gives "
              + value.type()
              + value.shape()
              + "; a float scalar must be given; end it with sum() or mean()");
    }
    List<Node> nodes = Arrays.stream(by).mapToObj(i -> own.get(i).node()).toList();
    List<Tensor> results = new ArrayList<>(List.of(value));
    Gradients.of(List.of(value.node()), List.of(Tensor.scalar(1).node()), nodes)
        .forEach(node -> results.add(Tensor.of(node)));
    return results;
  }

  /** The same value and gradient under a node of its own. */
  static Tensor same(Tensor x) {
    return Tensor.of(Node.of(new Op.Custom(List::of), x.node(), x.node()));
  }

  /**
   * The same function, but what it computes inside is not kept for the backward pass: it is
   * computed again there. Costs one more forward pass of this function and saves the memory of its
   * inner values. (Chen, Xu, Zhang and Guestrin 2016, "Training Deep Nets with Sublinear Memory
   * Cost".)
   *
   * @throws IllegalArgumentException when called, if the function has more than one result
   */
  public static Fn recompute(Fn f) {
    return new Fn(f.arity, x -> List.of(Segment.recomputed(x, own -> only(f.all(own)))));
  }

  /** As {@link #recompute(Fn)}. */
  public static Fn recompute(One f) {
    return recompute(of(f));
  }

  /** The nodes that the results need, for arguments of the given shapes and types. */
  public Graph trace(List<Shape> shapes, List<DType> types) {
    return trace(Compiled.inputs(shapes, types));
  }

  Graph trace(List<Tensor> inputs) {
    return Graph.of(all(inputs).stream().map(Tensor::node).toList());
  }

  /**
   * Compiles at the first call for each combination of argument shapes; runs on the caller's
   * thread.
   */
  public Compiled compile() {
    return compile(new Workers(1));
  }

  /** As {@link #compile()}, but runs on a team, which the caller closes. */
  public Compiled compile(Workers workers) {
    return new Compiled(this, workers);
  }

  static Tensor only(List<Tensor> results) {
    if (results.size() != 1) {
      throw new IllegalArgumentException(
          "function: it has "
              + results.size()
              + " results; one must be there; call all(...) instead");
    }
    return results.get(0);
  }
}
