package gradus.train.teach;

import gradus.core.ir.Node;
import gradus.core.tensor.Tensor;
import gradus.nn.Layer;
import gradus.nn.ParameterSpec;
import gradus.nn.Sequential;
import gradus.nn.Trace.Application;
import gradus.nn.Weighted;
import gradus.nn.activation.Activation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Cuts a traced model into the lines of its forward pass and names every value: {@code z_l} before
 * an activation or after weights, {@code a_l} otherwise.
 */
final class Stages {
  private final List<Application> applications;
  private final List<ParameterSpec> parameters;
  private final Map<Node, String> names = new HashMap<>();
  private final Map<String, String> parameterNames = new HashMap<>();
  private final Set<Node> activated = new HashSet<>();
  private final List<Stage> stages = new ArrayList<>();
  private int number;

  private Stages(Lesson lesson, Layer model) {
    applications = new ArrayList<>(lesson.trace().applications());
    parameters = lesson.parameters();
    if (!(model instanceof Sequential)) {
      applications.add(new Application("", model, lesson.input(), lesson.trace().output()));
    }
    names.put(lesson.input().node(), "x");
    for (Application application : applications) {
      if (application.layer() instanceof Activation) {
        activated.add(application.input().node());
      }
    }
  }

  /** The lines of a model, in the order of computing. */
  static List<Stage> of(Lesson lesson, Layer model) {
    Stages stages = new Stages(lesson, model);
    for (Application application : stages.applications) {
      stages.visit(application);
    }
    return stages.stages;
  }

  private void visit(Application application) {
    List<Application> inside = inside(application);
    if (application.layer() instanceof Sequential || isEnding(application)) {
      return;
    }
    if (endsIn(application, inside)) {
      Application ending = inside.getFirst();
      leaf(application, ending.input());
      leaf(ending, ending.output());
    } else if (inside.isEmpty()) {
      leaf(application, application.output());
    } else {
      join(application.path(), application.layer(), application.output());
    }
  }

  /** Whether this is the activation inside a layer, which is written down with that layer. */
  private boolean isEnding(Application application) {
    return application.layer() instanceof Activation
        && applications.stream()
            .anyMatch(
                outer ->
                    outer != application
                        && endsIn(outer, inside(outer))
                        && inside(outer).getFirst() == application);
  }

  private static boolean endsIn(Application outer, List<Application> inside) {
    return !(outer.layer() instanceof Sequential)
        && inside.size() == 1
        && inside.getFirst().layer() instanceof Activation
        && inside.getFirst().output().node() == outer.output().node();
  }

  private List<Application> inside(Application outer) {
    return applications.stream().filter(inner -> isInside(inner.path(), outer.path())).toList();
  }

  private static boolean isInside(String path, String outer) {
    return !path.equals(outer) && (outer.isEmpty() || path.startsWith(outer + "."));
  }

  private void leaf(Application application, Tensor output) {
    if (names.containsKey(output.node())) {
      return;
    }
    join(application.path() + ", input", null, application.input());
    String in = names.get(application.input().node());
    boolean ends = application.layer() instanceof Activation && in.startsWith("z");
    String after = ends ? "a" + in.substring(1) : "";
    if (!ends || names.containsValue(after)) {
      after = Symbols.numbered(letter(application.layer(), output), ++number);
    }
    add(application.path(), application.layer(), List.of(in), application.input(), after, output);
  }

  /** A value made of named ones; nothing if it has a name. */
  private void join(String path, Layer layer, Tensor output) {
    if (names.containsKey(output.node())) {
      return;
    }
    Map<String, Node> read = new LinkedHashMap<>();
    frontier(output.node(), read, new HashSet<>());
    if (read.isEmpty()) {
      read.put("x", output.node());
    }
    Tensor first = Tensor.of(read.values().iterator().next());
    String out = Symbols.numbered(letter(layer, output), ++number);
    add(path, layer, List.copyOf(read.keySet()), first, out, output);
  }

  private void frontier(Node node, Map<String, Node> read, Set<Node> seen) {
    if (!seen.add(node)) {
      return;
    }
    String name = names.get(node);
    if (name != null) {
      read.put(name, node);
      return;
    }
    node.inputs().forEach(input -> frontier(input, read, seen));
  }

  private String letter(Layer layer, Tensor output) {
    boolean weighted = layer instanceof Weighted && inside(layer).isEmpty();
    return activated.contains(output.node()) || weighted ? "z" : "a";
  }

  private List<Application> inside(Layer layer) {
    return applications.stream()
        .filter(application -> application.layer() == layer)
        .findFirst()
        .map(
            application ->
                endsIn(application, inside(application))
                    ? List.<Application>of()
                    : inside(application))
        .orElse(List.of());
  }

  private void add(
      String path, Layer layer, List<String> ins, Tensor input, String out, Tensor output) {
    names.put(output.node(), out);
    Map<String, String> own = new LinkedHashMap<>();
    for (ParameterSpec spec : parameters) {
      int dot = spec.name().lastIndexOf('.');
      String owner = dot < 0 ? "" : spec.name().substring(0, dot);
      if (layer != null && owner.equals(path)) {
        String letter = Symbols.letter(spec.name().substring(dot + 1));
        String symbol =
            parameterNames.computeIfAbsent(spec.name(), _ -> Symbols.numbered(letter, number));
        own.put(symbol, spec.name());
      }
    }
    stages.add(new Stage(path, layer, ins, input, out, output, own));
  }
}
