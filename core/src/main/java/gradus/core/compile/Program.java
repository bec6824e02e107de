package gradus.core.compile;

import gradus.core.cpu.Kernel;
import gradus.core.cpu.Workers;
import gradus.core.ir.Data;
import gradus.core.ir.Node;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A compiled graph: kernel calls over fixed addresses in one block of memory. It holds no numbers;
 * several programs can work on one block that begins with what they share.
 */
public final class Program {
  /** Room after the last buffer, so that whole vectors can be read at its end. */
  private static final long SLACK = 256;

  private final List<Kernel> stages;
  private final List<Call> calls;
  private final Map<Data, Long> constants;
  private final Map<Node, Long> inputs;
  private final List<Long> outputs;
  private final long bytes;

  /** A kernel and what it does. */
  record Call(Kernel kernel, Supplier<Work> work) {}

  /**
   * A program.
   *
   * @param stages what runs, one after another
   * @param calls the kernels that the stages consist of
   */
  Program(
      List<Kernel> stages,
      List<Call> calls,
      Map<Data, Long> constants,
      Map<Node, Long> inputs,
      List<Long> outputs,
      long bytes) {
    this.stages = List.copyOf(stages);
    this.calls = List.copyOf(calls);
    this.constants = constants;
    this.inputs = inputs;
    this.outputs = outputs;
    this.bytes = bytes + SLACK;
  }

  /** The memory that the program needs, from address 0, in bytes. */
  public long bytes() {
    return bytes;
  }

  /** The number of stages, each handed out to the team as one. */
  public int stages() {
    return stages.size();
  }

  /** The number of kernels. */
  public int kernels() {
    return calls.size();
  }

  /** Where an input must be written, in bytes; -1 if the program does not read it. */
  public long input(Node node) {
    return inputs.getOrDefault(node, -1L);
  }

  /** The number of outputs. */
  public int outputs() {
    return outputs.size();
  }

  /** Where an output can be read after a run, in bytes. */
  public long output(int position) {
    return outputs.get(position);
  }

  /**
   * Writes the constants; must be called once for a block of memory, and again after another
   * program used it.
   */
  public void load(MemorySegment memory) {
    constants.forEach((data, at) -> write(memory, at, data));
  }

  /** Runs all kernels, side by side where they do not need each other. */
  public void run(MemorySegment memory, Workers workers) {
    for (Kernel stage : stages) {
      workers.run(stage, memory);
    }
  }

  /** What each kernel call does, in order. */
  public List<Work> works() {
    return calls.stream().map(call -> call.work().get()).toList();
  }

  /**
   * Runs all kernels one after another and adds to the time, in nanoseconds, that each of them
   * took; the numbers are the same.
   */
  public void run(MemorySegment memory, Workers workers, long[] nanoseconds) {
    long before = System.nanoTime();
    for (int k = 0; k < calls.size(); k++) {
      workers.run(calls.get(k).kernel(), memory);
      long after = System.nanoTime();
      nanoseconds[k] += after - before;
      before = after;
    }
  }

  /** Writes numbers into memory. */
  public static void write(MemorySegment memory, long at, Data data) {
    MemorySegment.copy(
        MemorySegment.ofArray(data.toBits()),
        ValueLayout.JAVA_INT,
        0,
        memory,
        ValueLayout.JAVA_INT_UNALIGNED,
        at,
        data.shape().count());
  }
}
