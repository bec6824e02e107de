package gradus.core.tensor;

import gradus.core.compile.Compiler;
import gradus.core.compile.Program;
import gradus.core.cpu.Cpu;
import gradus.core.cpu.Workers;
import gradus.core.ir.Data;
import gradus.core.ir.Graph;
import gradus.core.ir.Node;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/** Compiles and runs what a tensor needs, on the calling thread. */
final class Evaluation {
  /** Keeps emitted loops, so that looking at many tensors does not emit them again. */
  private static final Compiler COMPILER = new Compiler(Cpu.detect());

  private Evaluation() {}

  static List<Data> run(List<Node> nodes) {
    Program program = COMPILER.compile(Graph.of(nodes), Compiler.Placement.FREE);
    try (Arena arena = Arena.ofConfined();
        Workers workers = new Workers(1)) {
      MemorySegment memory = arena.allocate(program.bytes(), 64);
      program.load(memory);
      program.run(memory, workers);
      List<Data> results = new ArrayList<>();
      for (int i = 0; i < nodes.size(); i++) {
        int[] bits = new int[nodes.get(i).shape().count()];
        MemorySegment.copy(
            memory, ValueLayout.JAVA_INT_UNALIGNED, program.output(i), bits, 0, bits.length);
        results.add(Data.ofBits(nodes.get(i).shape(), nodes.get(i).type(), bits));
      }
      return results;
    }
  }
}
