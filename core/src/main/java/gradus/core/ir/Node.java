package gradus.core.ir;

import gradus.core.shape.DType;
import gradus.core.shape.Shape;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A value in a graph: an operation applied to other nodes. Immutable; equality is identity. Shapes
 * and types are checked here, when a model is traced.
 */
public final class Node {
  /** Only orders nodes by their making; no result depends on the numbers themselves. */
  private static final AtomicLong CLOCK = new AtomicLong();

  private static final ScopedValue<String> PLACE = ScopedValue.newInstance();

  private final long id;
  private final Op op;
  private final List<Node> inputs;
  private final Shape shape;
  private final DType type;
  private final String place;

  private Node(Op op, List<Node> inputs, Typing.Type type, String place) {
    this.id = CLOCK.incrementAndGet();
    this.op = op;
    this.inputs = inputs;
    this.shape = type.shape();
    this.type = type.type();
    this.place = place;
  }

  /**
   * Applies an operation.
   *
   * @throws gradus.core.shape.ShapeException if shapes or types do not fit
   */
  public static Node of(Op op, Node... inputs) {
    return of(op, List.of(inputs));
  }

  /** Applies an operation. */
  public static Node of(Op op, List<Node> inputs) {
    return new Node(
        op, List.copyOf(inputs), Typing.infer(op, inputs), PLACE.isBound() ? PLACE.get() : "");
  }

  /** The same operation on other inputs, at the same place. */
  public Node with(List<Node> others) {
    Typing.Type result =
        isLikeInputs(others) ? new Typing.Type(shape, type) : Typing.infer(op, others);
    return new Node(op, List.copyOf(others), result, place);
  }

  /** Whether other nodes have the shapes and types of the inputs, so that the result has too. */
  private boolean isLikeInputs(List<Node> others) {
    boolean same = others.size() == inputs.size();
    for (int i = 0; same && i < others.size(); i++) {
      Node mine = inputs.get(i);
      Node other = others.get(i);
      same = mine == other || mine.type == other.type && mine.shape.equals(other.shape);
    }
    return same;
  }

  /** Runs {@code body} so that nodes made in it carry the name of the layer that makes them. */
  public static <R> R at(String place, ScopedValue.CallableOp<R, RuntimeException> body) {
    return ScopedValue.where(PLACE, place).call(body);
  }

  /** Makes a replacement that carries this node's place. */
  public Node replace(java.util.function.Supplier<Node> body) {
    return at(place, body::get);
  }

  /** The order of making: a node's inputs have smaller numbers. */
  public long id() {
    return id;
  }

  /** The operation. */
  public Op op() {
    return op;
  }

  /** The inputs, in order. */
  public List<Node> inputs() {
    return inputs;
  }

  /** The input at a position. */
  public Node input(int position) {
    return inputs.get(position);
  }

  /** The shape of the value. */
  public Shape shape() {
    return shape;
  }

  /** The element type of the value. */
  public DType type() {
    return type;
  }

  /** The path of the layer that made this node, or "". */
  public String place() {
    return place;
  }

  @Override
  public String toString() {
    return Printer.print(this);
  }
}
