package gradus.train.probe;

import gradus.core.cpu.Kernel;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads what a step measured, some items a task, so that a team shares the work. Each item is read
 * by one thread alone and in one order of sums, so every team reads the same bits.
 *
 * @param items what there is to read
 * @param each reads one of them
 */
public record Survey<T>(List<T> items, Consumer<T> each) implements Kernel {
  /** Reading an item takes about half a microsecond; handing out a task takes half as long. */
  private static final int GRAIN = 4;

  /** Keeps an immutable copy. */
  public Survey {
    items = List.copyOf(items);
  }

  @Override
  public int tasks(int phase) {
    return Math.ceilDiv(items.size(), GRAIN);
  }

  @Override
  public void run(MemorySegment memory, int phase, int task) {
    int end = Math.min((task + 1) * GRAIN, items.size());
    for (int item = task * GRAIN; item < end; item++) {
      each.accept(items.get(item));
    }
  }
}
