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
  private final List<Stage> stages;
  private final Compiler.Placement placement;
  private final Map<Node, Integer> writer = new HashMap<>();
  private final Map<Integer, View> copied = new LinkedHashMap<>();

  /** The last stage that reads a node; the number of stages if an output shows it. */
  private final Map<Node, Integer> lastRead = new HashMap<>();

  private final Map<Long, List<Node>> inputsAt = new HashMap<>();
  private final Planner.Plan plan;

  Assembly(Graph graph, List<Stage> stages, Compiler.Placement placement) {
    this.graph = graph;
    this.stages = stages;
    this.placement = placement;
    for (int k = 0; k < stages.size(); k++) {
      for (Step step : stages.get(k).steps()) {
        for (Node node : step.writes()) {
          writer.put(node, k);
        }
        for (Node node : step.reads()) {
          lastRead.put(node, k);
        }
      }
    }
    for (Node output : graph.outputs()) {
      lastRead.put(View.base(output), stages.size());
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
    this.plan = Planner.plan(stages, fixed, kept, early, placement.base());
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
    Integer stage = writer.get(view.base());
    if (stage == null || !view.identity() || fixed.containsKey(view.base())) {
      return false;
    }
    return inputsAt.getOrDefault(place, List.of()).stream()
        .noneMatch(input -> readLater(input, view.base(), stage));
  }

  /** Whether an input is still needed when the step that makes a result begins to write. */
  private boolean readLater(Node input, Node result, int stage) {
    int last = lastRead.getOrDefault(input, -1);
    return last > stage
        || last == stage
            && stages.get(stage).steps().stream()
                .anyMatch(
                    step -> step.reads().contains(input) && !onlyInPlace(step, input, result));
  }

  /**
   * Whether a step reads each element of an input only where it writes the same one of a result.
   */
  private static boolean onlyInPlace(Step step, Node input, Node result) {
    if (step.group().reduced() != null || !step.writes().contains(result)) {
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
    List<Kernel> kernels = new ArrayList<>();
    for (Stage stage : stages) {
      List<StageKernel.Strand> strands = new ArrayList<>();
      for (Step step : stage.steps()) {
        List<Kernel> made = step.maker().make(plan.addresses()::get, plan.scratch().get(step));
        strands.add(new StageKernel.Strand(made, Work.bytes(step)));
        for (int k = 0; k < made.size(); k++) {
          boolean first = k == 0;
          calls.add(
              new Program.Call(made.get(k), () -> first ? Work.of(step) : Work.of(step).rest()));
        }
      }
      if (strands.size() == 1) {
        kernels.addAll(strands.get(0).kernels());
      } else {
        kernels.add(new StageKernel(strands));
      }
    }
    int before = calls.size();
    long end = copies(calls);
    calls.subList(before, calls.size()).forEach(call -> kernels.add(call.kernel()));
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
    return new Program(kernels, calls, constants, inputs, outputs, end);
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
        () -> Work.copy(view.shape()));
  }

  private long address(View view) {
    return plan.addresses().get(view.base()) + 4L * view.offset();
  }
}
