package gradus.bench;

import gradus.core.compile.Compiler;
import gradus.core.compile.Program;
import gradus.core.compile.Work;
import gradus.core.cpu.Cpu;
import gradus.core.ir.Graph;
import java.util.function.Supplier;

/**
 * A small graph that is timed alone, by {@link KernelBenchmark}.
 *
 * @param name as it is shown and filtered
 * @param graph what is computed
 */
record KernelCase(String name, Supplier<Traced> graph) {
  /** A graph and where its values must lie. */
  record Traced(Graph graph, Compiler.Placement placement) {
    /** A graph whose values may lie anywhere. */
    static Traced free(Graph graph) {
      return new Traced(graph, Compiler.Placement.FREE);
    }
  }

  /** The compiled graph. */
  Program program() {
    Traced traced = graph.get();
    return new Compiler(Cpu.detect()).compile(traced.graph(), traced.placement());
  }

  /** Its floating point operations and bytes, all kernel calls together. */
  Work work() {
    double operations = 0;
    double bytes = 0;
    for (Work work : program().works()) {
      operations += work.operations();
      bytes += work.bytes();
    }
    return new Work(name, "", operations, bytes);
  }
}
