package gradus.core.compile;

import gradus.core.cpu.Kernel;
import gradus.core.cpu.Workers;
import gradus.core.ir.Data;
import gradus.core.ir.Node;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Map;

/**
 * A compiled graph: kernel calls over fixed addresses in one block of memory. It holds no numbers;
 * several programs can work on one block that begins with what they share.
 */
public final class Program {
  /** Room after the last buffer, so that whole vectors can be read at its end. */
  private static final long SLACK = 256;

  private final List<Kernel> kernels;
  private final Map<Data, Long> constants;
  private final Map<Node, Long> inputs;
  private final List<Long> outputs;
  private final long bytes;

  Program(
      List<Kernel> kernels,
      Map<Data, Long> constants,
      Map<Node, Long> inputs,
      List<Long> outputs,
      long bytes) {
    this.kernels = List.copyOf(kernels);
    this.constants = constants;
    this.inputs = inputs;
    this.outputs = outputs;
    this.bytes = bytes + SLACK;
  }

  /** The memory that the program needs, from address 0, in bytes. */
  public long bytes() {
    return bytes;
  }

  /** The number of kernels. */
  public int kernels() {
    return kernels.size();
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

  /** Runs all kernels in order. */
  public void run(MemorySegment memory, Workers workers) {
    for (Kernel kernel : kernels) {
      workers.run(kernel, memory);
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
