package gradus.train;

import gradus.core.compile.Compiler;
import gradus.core.compile.Program;
import gradus.core.ir.Graph;
import gradus.core.ir.Node;
import gradus.core.ir.Op;
import gradus.core.shape.DType;
import gradus.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds where a NaN or an infinity of a step comes from: measures the largest magnitude of every
 * value of the step, then walks from a result that is not finite to what it was made from, as long
 * as that is not finite either.
 */
final class NonFiniteSearch {
  private static final int MOST_ROWS = 16;

  private final StepGraph.Whole whole;
  private final Compiler compiler;
  private final long base;
  private final Function<Ran, float[]> run;

  /** A program to run on the step's batch, and what to read from it afterwards. */
  record Ran(Program program, Node x, Node y, int output, int count) {}

  /**
   * A search in a step.
   *
   * @param base where the memory of programs may begin
   * @param run runs a program on the batch and reads one output
   */
  NonFiniteSearch(StepGraph.Whole whole, Compiler compiler, long base, Function<Ran, float[]> run) {
    this.whole = whole;
    this.compiler = compiler;
    this.base = base;
    this.run = run;
  }

  /** The origin; empty if all results of the step are finite. */
  Optional<NonFinite> find() {
    List<Node> nodes =
        whole.graph().nodes().stream()
            .filter(node -> node.type() == DType.F32 && node.shape().count() > 0)
            .filter(node -> !(node.op() instanceof Op.Constant || node.op() instanceof Op.Fill))
            .toList();
    Tensor[] largest =
        nodes.stream().map(n -> Tensor.of(n).abs().max().reshape(1)).toArray(Tensor[]::new);
    float[] max = read(Tensor.concat(0, List.of(largest)).node(), nodes.size());
    Map<Node, Float> sizes = new HashMap<>();
    for (int i = 0; i < max.length; i++) {
      sizes.put(nodes.get(i), max[i]);
    }
    return whole.graph().outputs().stream()
        .filter(node -> isBad(node, sizes))
        .findFirst()
        .map(node -> describe(origin(node, sizes)));
  }

  private static boolean isBad(Node node, Map<Node, Float> sizes) {
    return !Float.isFinite(sizes.getOrDefault(node, 0f));
  }

  /** The earliest value on the way that is not finite, though all that it was made from is. */
  private static Node origin(Node from, Map<Node, Float> sizes) {
    Node at = from;
    Set<Node> seen = new HashSet<>();
    List<Node> open = new ArrayList<>(List.of(from));
    while (!open.isEmpty()) {
      Node node = open.removeLast();
      if (seen.add(node)) {
        at = node.id() < at.id() ? node : at;
        node.inputs().stream().filter(input -> isBad(input, sizes)).forEach(open::add);
      }
    }
    return at;
  }

  private NonFinite describe(Node origin) {
    int count = origin.shape().count();
    float[] values = read(origin, count);
    int first = 0;
    while (first < count - 1 && Float.isFinite(values[first])) {
      first++;
    }
    int bad = 0;
    Set<Integer> rows = new java.util.TreeSet<>();
    int batch = whole.x().shape().size(0);
    boolean examples = origin.shape().rank() > 0 && origin.shape().size(0) == batch;
    for (int i = 0; i < count; i++) {
      if (!Float.isFinite(values[i])) {
        bad++;
        if (examples && rows.size() < MOST_ROWS) {
          rows.add(i / (count / batch));
        }
      }
    }
    boolean data = origin == whole.x() || origin == whole.y();
    boolean kept = origin.op() instanceof Op.Input && !data;
    String operation = data ? "input" : kept ? "parameter" : title(origin.op());
    return new NonFinite(
        0,
        kept ? name(origin) : origin.place(),
        operation,
        origin.id() <= whole.loss().id() ? NonFinite.Way.FORWARD : NonFinite.Way.BACKWARD,
        values[first],
        bad,
        count,
        List.copyOf(rows),
        List.of(),
        inputs(origin, first));
  }

  private static String name(Node input) {
    String name = ((Op.Input) input.op()).name();
    return name.substring(name.indexOf(':') + 1);
  }

  private static String title(Op op) {
    return switch (op) {
      case Op.Unary unary -> unary.function().name().toLowerCase(java.util.Locale.ROOT);
      case Op.Binary binary -> binary.function().name().toLowerCase(java.util.Locale.ROOT);
      default -> op.title();
    };
  }

  /** What an elementwise operation took at one element. */
  private List<Float> inputs(Node origin, int element) {
    List<Float> taken = new ArrayList<>();
    boolean elementwise = origin.op() instanceof Op.Unary || origin.op() instanceof Op.Binary;
    for (Node input : elementwise ? origin.inputs() : List.<Node>of()) {
      taken.add(read(input, input.shape().count())[element]);
    }
    return taken;
  }

  private float[] read(Node node, int count) {
    Node copy = node.op() instanceof Op.Input ? Tensor.of(node).reshape(count).node() : node;
    Program program =
        compiler.compile(
            Graph.of(List.of(copy)),
            new Compiler.Placement(whole.inputs(), Map.of(), base),
            (_, _) -> {});
    return run.apply(new Ran(program, whole.x(), whole.y(), 0, count));
  }
}
