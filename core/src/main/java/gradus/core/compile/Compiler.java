package gradus.core.compile;

import gradus.core.cpu.Cpu;
import gradus.core.ir.Graph;
import gradus.core.ir.Node;
import gradus.core.rewrite.Rewriter;
import java.util.List;
import java.util.Map;

/**
 * From a graph to a program: rewrite, fuse, harvest, lower, settle, stage, plan, emit. A compiler
 * keeps the loops it emitted, so later programs with equal loop bodies start warm.
 */
public final class Compiler {
  private final Cpu cpu;
  private final Kernels kernels;

  /** A compiler for a processor. */
  public Compiler(Cpu cpu) {
    this.cpu = cpu;
    this.kernels = new Kernels(cpu.vectors() ? cpu.lanes() : 0);
  }

  /** What the code is made for. */
  public Cpu cpu() {
    return cpu;
  }

  /**
   * Where inputs and outputs must lie; what is not named is placed by the compiler.
   *
   * @param inputs addresses of inputs, in bytes, multiples of 64
   * @param outputs addresses of outputs by position; one may be that of an input, which is then
   *     overwritten by the run
   * @param base the first byte that the compiler may use
   */
  public record Placement(Map<Node, Long> inputs, Map<Integer, Long> outputs, long base) {
    /** Everything placed by the compiler. */
    public static final Placement FREE = new Placement(Map.of(), Map.of(), 0);
  }

  /** The passes. */
  public Program compile(Graph graph, Placement placement) {
    return compile(graph, placement, (_, _) -> {});
  }

  /** The passes, each shown to a listener as text. */
  public Program compile(Graph graph, Placement placement, Listener listener) {
    listener.pass("trace", graph);
    Graph simple = Rewriter.simplify(graph);
    listener.pass("rewrite", simple);
    List<Group> groups = Harvest.early(Fuser.fuse(simple), simple, placement.outputs());
    listener.pass("fuse", Explanation.groups(groups));
    List<Step> steps = Lowering.lower(simple, groups, cpu, kernels);
    Replaced replaced = new Replaced(simple, placement);
    List<Stage> stages = Staging.of(Settling.early(steps, replaced), replaced);
    Assembly assembly = new Assembly(simple, stages, placement);
    listener.pass("plan", Explanation.plan(stages, assembly.plan()));
    Program program = assembly.program();
    listener.pass("emit", Explanation.kernels(steps, program));
    return program;
  }

  /** Is told the result of each pass; it is turned into text only if it is asked for. */
  @FunctionalInterface
  public interface Listener {
    /** The name of a pass and its result. */
    void pass(String name, Object result);
  }
}
