package gradus.core.compile;

import gradus.core.cpu.Kernel;
import gradus.core.ir.Node;
import java.util.List;
import java.util.Set;

/**
 * A group ready for planning: which buffers it reads and writes, how much scratch memory it needs,
 * and how its kernels are made once all addresses are known.
 *
 * @param shared nodes that can lie in the buffer of another because they die in this step
 */
record Step(
    Group group,
    Set<Node> reads,
    List<Node> writes,
    java.util.Map<Node, Node> shared,
    long scratch,
    Maker maker) {

  /** Makes kernels for fixed addresses. */
  @FunctionalInterface
  interface Maker {
    List<Kernel> make(Addresses addresses, long scratch);
  }

  /** Where buffers begin, in bytes. */
  @FunctionalInterface
  interface Addresses {
    long of(Node node);
  }
}
