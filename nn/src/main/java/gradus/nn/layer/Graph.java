package gradus.nn.layer;

import gradus.core.tensor.Tensor;
import gradus.nn.Layer;
import gradus.nn.Scope;
import gradus.nn.Weighted;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import gradus.nn.init.Initializer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Any directed graph without cycles: named nodes in an order in which each reads the input ({@code
 * input}) or nodes before it. A node joins what it reads, then applies its layer. In a run file:
 *
 * <pre>{@code
 * graph:
 *   nodes:
 *     - {name: a, layer: {dense: 8}, inputs: input}
 *     - {name: b, layer: {dense: 8}, inputs: input}
 *     - {name: c, layer: relu, inputs: [a, b], join: add}
 *   output: c
 * }</pre>
 *
 * @param nodes in the order of computation
 * @param output the node whose value is the graph's; null for the last
 */
public record Graph(List<Node> nodes, String output) implements Weighted {
  /** Its line in the catalog. */
  public static final Entry<Layer> ENTRY =
      Entry.of(
          "graph",
          Graph.class,
          "Named nodes that read the input or each other",
          List.of(
              Setting.parts("nodes", () -> Node.ENTRY, "nodes in the order of computation"),
              Setting.text(
                  "output", null, "the node whose value comes out; the last if not given")),
          s -> new Graph(s.many("nodes", Node.class), s.text("output")),
          l -> Settings.of("nodes", l.nodes, "output", l.output));

  private static final String INPUT = "input";

  /**
   * A node of a graph.
   *
   * @param name its name, and the name of its layer's scope
   * @param layer what it applies
   * @param inputs what it reads: nodes before it, or {@code input}; none for the node before it
   * @param join how several inputs become one
   */
  public record Node(String name, Layer layer, List<String> inputs, Join join) {
    /** Its line in the catalog. */
    public static final Entry<Node> ENTRY =
        Entry.of(
            "node",
            Node.class,
            "A node of a graph",
            List.of(
                Setting.text("name", null, "its name"),
                Setting.one("layer", () -> Layers.CATALOG, "identity", "what it applies"),
                Setting.texts("inputs", "what it reads; the node before it if not given"),
                Setting.choice("join", Join.WORDS, "add", "how several inputs become one")),
            s ->
                new Node(
                    s.text("name"),
                    s.one("layer", Layer.class),
                    s.texts("inputs"),
                    Join.read(s.text("join"))),
            n ->
                Settings.of(
                    "name", n.name, "layer", n.layer, "inputs", n.inputs, "join", n.join.word()));

    /** Keeps an immutable copy. */
    public Node {
      inputs = List.copyOf(inputs);
      if (name == null || name.isEmpty() || name.equals(INPUT) || name.contains(".")) {
        throw new IllegalArgumentException(
            "graph: got node name '"
                + name
                + "'; must be a word without dots, not '"
                + INPUT
                + "'");
      }
    }

    /** With another join of its inputs. */
    public Node join(Join how) {
      return new Node(name, layer, inputs, how);
    }
  }

  /** Checks that each node reads what stands before it. */
  public Graph {
    nodes = List.copyOf(nodes);
    Set<String> known = new HashSet<>(Set.of(INPUT));
    for (Node node : nodes) {
      for (String input : node.inputs()) {
        if (!known.contains(input)) {
          throw new IllegalArgumentException(
              "graph: node '"
                  + node.name()
                  + "' reads '"
                  + input
                  + "', which does not stand before"
                  + " it; known are "
                  + known.stream().sorted().toList());
        }
      }
      if (!known.add(node.name())) {
        throw new IllegalArgumentException(
            "graph: two nodes are named '" + node.name() + "'; give each its own name");
      }
    }
    if (nodes.isEmpty() || (output != null && !known.contains(output))) {
      throw new IllegalArgumentException(
          "graph: got output '" + output + "'; must be one of " + known.stream().sorted().toList());
    }
  }

  /** A graph whose last node comes out. */
  public static Graph of(Node... nodes) {
    return new Graph(List.of(nodes), null);
  }

  /** A node that applies a layer to the sum of what it reads. */
  public static Node node(String name, Layer layer, String... inputs) {
    return new Node(name, layer, List.of(inputs), Join.ADD);
  }

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    Map<String, Tensor> values = new HashMap<>();
    values.put(INPUT, x);
    String before = INPUT;
    for (Node node : nodes) {
      List<String> reads = node.inputs().isEmpty() ? List.of(before) : node.inputs();
      Tensor joined = node.join().of(reads.stream().map(values::get).toList());
      values.put(node.name(), scope.apply(node.name(), node.layer(), joined, after(node, scope)));
      before = node.name();
    }
    return values.get(output == null ? before : output);
  }

  /** What fits the activation that reads a node, if one does. */
  private Initializer.Fit after(Node node, Scope scope) {
    for (int i = nodes.indexOf(node) + 1; i < nodes.size(); i++) {
      Node reader = nodes.get(i);
      boolean next = reader.inputs().isEmpty() && nodes.get(i - 1).equals(node);
      if (next || reader.inputs().contains(node.name())) {
        return reader.layer() instanceof Initializer.Fitting fitting
            ? fitting.fit()
            : Initializer.Fit.LINEAR;
      }
    }
    return scope.fit();
  }
}
