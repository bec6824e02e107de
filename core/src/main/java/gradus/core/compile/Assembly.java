package gradus.core.compile;

import gradus.core.cpu.Kernel;
import gradus.core.cpu.Place;
import gradus.core.ir.Data;
import gradus.core.ir.Graph;
import gradus.core.ir.Node;
import gradus.core.ir.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts a program together: which buffers have given places, the plan, the kernels, the last copies.
 */
final class Assembly {
  private final Graph graph;
  private final List<Step> steps;
  private final Compiler.Placement placement;
  private final Map<Node, Integer> writer = new HashMap<>();
  private final Map<Integer, View> copied = new LinkedHashMap<>();

  /** The last step that reads a node; the number of steps if an output shows it. */
  private final Map<Node, Integer> lastRead = new HashMap<>();

  private final Map<Long, List<Node>> inputsAt = new HashMap<>();
  private final Planner.Plan plan;

  Assembly(Graph graph, List<Step> steps, Compiler.Placement placement) {
    this.graph = graph;
    this.steps = steps;
    this.placement = placement;
    for (int k = 0; k < steps.size(); k++) {
      for (Node node : steps.get(k).writes()) {
        writer.put(node, k);
      }
      for (Node node : steps.get(k).reads()) {
        lastRead.put(node, k);
      }
    }
    for (Node output : graph.outputs()) {
      lastRead.put(View.of(output).base(), steps.size());
    }
    placement
        .inputs()
        .forEach((node, at) -> inputsAt.computeIfAbsent(at, _ -> new ArrayList<>()).add(node));
    Map<Node, Long> fixed = new HashMap<>(placement.inputs());
    Set<Node> kept = new HashSet<>();
    for (int i = 0; i < graph.outputs().size(); i++) {
      View view = buffer(graph.outputs().get(i));
      kept.add(view.base());
      Long place = placement.outputs().get(i);
      if (place != null && !direct(view, place, fixed)) {
        copied.put(i, view);
      } else if (place != null) {
        fixed.put(view.base(), place);
      }
    }
    List<Node> early =
        graph.nodes().stream()
            .filter(n -> n.op() instanceof Op.Input || n.op() instanceof Op.Constant)
            .toList();
    this.plan = Planner.plan(steps, fixed, kept, early, placement.base());
  }

  Planner.Plan plan() {
    return plan;
  }

  private View buffer(Node node) {
    return writer.containsKey(node) ? View.whole(node) : View.of(node);
  }

  /**
   * Whether a result can be written to its place at once, without harm to what still lies there.
   */
  private boolean direct(View view, long place, Map<Node, Long> fixed) {
    Integer step = writer.get(view.base());
    if (step == null || !view.identity() || fixed.containsKey(view.base())) {
      return false;
    }
    return inputsAt.getOrDefault(place, List.of()).stream()
        .noneMatch(input -> readLater(input, step));
  }

  /** Whether an input is still needed when a step begins to write. */
  private boolean readLater(Node input, int step) {
    int last = lastRead.getOrDefault(input, -1);
    return last > step || last == step && !onlyInPlace(steps.get(step), input);
  }

  /** Whether a step reads each element of an input only where it writes the same element. */
  private static boolean onlyInPlace(Step step, Node input) {
    if (step.group().reduced() != null) {
      return false;
    }
    for (Node member : step.group().members()) {
      for (Node read : member.inputs()) {
        View view = View.of(read);
        if (view.base() == input && (member == step.group().root() || !view.identity())) {
          return false;
        }
      }
    }
    return true;
  }

  Program program() {
    List<Program.Call> calls = new ArrayList<>();
    for (int k = 0; k < steps.size(); k++) {
      Work work = Work.of(steps.get(k));
      for (Kernel kernel : steps.get(k).maker().make(plan.addresses()::get, plan.scratch()[k])) {
        calls.add(new Program.Call(kernel, work));
        work = work.rest();
      }
    }
    long end = copies(calls);
    Map<Data, Long> constants = new LinkedHashMap<>();
    Map<Node, Long> inputs = new HashMap<>();
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Op.Constant constant) {
        constants.put(constant.data(), plan.addresses().get(node));
      } else if (node.op() instanceof Op.Input) {
        inputs.put(node, plan.addresses().get(node));
      }
    }
    List<Long> outputs = new ArrayList<>();
    for (int i = 0; i < graph.outputs().size(); i++) {
      outputs.add(
          copied.containsKey(i)
              ? placement.outputs().get(i)
              : address(buffer(graph.outputs().get(i))));
    }
    return new Program(calls, constants, inputs, outputs, end);
  }

  /**
   * The last copies. An argument that is a result itself may be overwritten by another result, so
   * it is put aside before any copy is made.
   *
   * @return the end of all memory
   */
  private long copies(List<Program.Call> calls) {
    long end = plan.bytes();
    List<Program.Call> last = new ArrayList<>();
    for (Map.Entry<Integer, View> copy : copied.entrySet()) {
      View view = copy.getValue();
      long place = placement.outputs().get(copy.getKey());
      long from = address(view);
      boolean aside = placement.outputs().containsValue(plan.addresses().get(view.base()));
      if (view.contiguous() && from == place) {
        continue;
      }
      if (aside) {
        calls.add(place(view, from, end));
        last.add(place(View.whole(graph.outputs().get(copy.getKey())), end, place));
        end = Planner.align(end + 4L * view.shape().count());
      } else {
        last.add(place(view, from, place));
      }
    }
    calls.addAll(last);
    return end;
  }

  private static Program.Call place(View view, long from, long to) {
    return new Program.Call(
        new Place(view.shape().sizes(), view.strides(), view.shape().strides(), from, to),
        Work.copy(view.shape()));
  }

  private long address(View view) {
    return plan.addresses().get(view.base()) + 4L * view.offset();
  }
}
