package gradus.core.tensor;

import gradus.core.compile.Compiler;
import gradus.core.compile.Program;
import gradus.core.cpu.Cpu;
import gradus.core.cpu.Workers;
import gradus.core.ir.Data;
import gradus.core.ir.Graph;
import gradus.core.ir.Node;
import gradus.core.shape.DType;
import gradus.core.shape.Shape;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A function as programs: one for each combination of argument shapes and types that it was called
 * with. A tensor that the function reads but does not take as an argument is fixed at the first
 * call. Calls from several threads take turns. Memory is given back when this is no longer
 * reachable.
 */
public final class Compiled {
  /** Programs kept at a time; the one that was not used for longest goes first. */
  private static final int MOST = 32;

  private final Fn function;
  private final Workers workers;
  private final Compiler compiler = new Compiler(Cpu.detect());
  private final Map<Signature, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

  Compiled(Fn function, Workers workers) {
    this.function = function;
    this.workers = workers;
  }

  private record Signature(List<Shape> shapes, List<DType> types) {
    static Signature of(List<Tensor> arguments) {
      return new Signature(
          arguments.stream().map(Tensor::shape).toList(),
          arguments.stream().map(Tensor::type).toList());
    }
  }

  private record Entry(
      List<Node> inputs, List<Node> outputs, Program program, MemorySegment memory) {}

  /** The only result, computed now. */
  public Tensor call(Tensor... arguments) {
    return Fn.only(all(arguments));
  }

  /** All results, computed now. */
  public List<Tensor> all(Tensor... arguments) {
    return all(List.of(arguments));
  }

  /** All results, computed now. */
  public synchronized List<Tensor> all(List<Tensor> arguments) {
    Entry entry = entry(arguments);
    for (int i = 0; i < arguments.size(); i++) {
      long at = entry.program().input(entry.inputs().get(i));
      if (at >= 0) {
        Program.write(entry.memory(), at, arguments.get(i).data());
      }
    }
    entry.program().run(entry.memory(), workers);
    return IntStream.range(0, entry.outputs().size()).mapToObj(i -> read(entry, i)).toList();
  }

  private static Tensor read(Entry entry, int position) {
    Node output = entry.outputs().get(position);
    int[] bits = new int[output.shape().count()];
    MemorySegment.copy(
        entry.memory(),
        ValueLayout.JAVA_INT_UNALIGNED,
        entry.program().output(position),
        bits,
        0,
        bits.length);
    return Tensor.of(Data.ofBits(output.shape(), output.type(), bits));
  }

  private Entry entry(List<Tensor> arguments) {
    Signature signature = Signature.of(arguments);
    Entry known = entries.get(signature);
    if (known != null) {
      return known;
    }
    List<Tensor> inputs = inputs(signature.shapes(), signature.types());
    Graph graph = function.trace(inputs);
    Program program = compiler.compile(graph, Compiler.Placement.FREE);
    MemorySegment memory = Arena.ofAuto().allocate(program.bytes(), 64);
    program.load(memory);
    Entry made =
        new Entry(inputs.stream().map(Tensor::node).toList(), graph.outputs(), program, memory);
    entries.put(signature, made);
    if (entries.size() > MOST) {
      entries.remove(entries.keySet().iterator().next());
    }
    return made;
  }

  /** The number of programs that are kept. */
  public synchronized int programs() {
    return entries.size();
  }

  /** The memory of a program for arguments like these, in bytes; compiles it if needed. */
  public synchronized long bytes(Tensor... arguments) {
    return entry(List.of(arguments)).program().bytes();
  }

  /** Named inputs of shapes and types. */
  static List<Tensor> inputs(List<Shape> shapes, List<DType> types) {
    List<Tensor> inputs = new ArrayList<>();
    for (int i = 0; i < shapes.size(); i++) {
      inputs.add(Tensor.input("argument_" + i, shapes.get(i), types.get(i)));
    }
    return inputs;
  }
}
