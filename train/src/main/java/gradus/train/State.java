package gradus.train;

import gradus.core.ir.Data;
import gradus.core.shape.DType;
import gradus.core.shape.Shape;
import gradus.core.shape.ShapeException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The block of memory in which a training lives. It begins with the named values that all programs
 * share (parameters, optimizer slots, running statistics, rate, step, key); behind them each
 * program has its room. The block grows when a program needs more; the named values move along.
 */
final class State implements AutoCloseable {
  private static final long ALIGNMENT = 64;

  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private long end;
  private Arena arena;
  private MemorySegment memory;
  private Consumer<State> first = _ -> {};

  /** A named value: shape, element type, address in bytes. */
  record Entry(Shape shape, DType type, long address) {}

  /** Says who writes the first values, over zeros, when the memory is first used. */
  void begin(Consumer<State> values) {
    first = values;
  }

  /** Adds a value; all must be added before the memory is used. */
  void add(String name, Shape shape, DType type) {
    if (memory != null) {
      throw new IllegalStateException(name + " comes too late: the memory is in use");
    }
    entries.put(name, new Entry(shape, type, end));
    end += (Math.max(1, 4L * shape.count()) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  /** All values by name, in order. */
  Map<String, Entry> entries() {
    return Collections.unmodifiableMap(entries);
  }

  Entry entry(String name) {
    return entries.get(name);
  }

  /** The first byte behind the named values. */
  long end() {
    return end;
  }

  /** The memory, with room for so many bytes in all. */
  MemorySegment memory(long bytes) {
    if (memory == null) {
      arena = Arena.ofShared();
      memory = arena.allocate(Math.max(bytes, end), ALIGNMENT);
      try {
        first.accept(this);
      } catch (RuntimeException | Error e) {
        close();
        throw e;
      }
      first = _ -> {};
    } else if (memory.byteSize() < bytes) {
      Arena larger = Arena.ofShared();
      MemorySegment moved = larger.allocate(bytes, ALIGNMENT);
      MemorySegment.copy(memory, 0, moved, 0, end);
      arena.close();
      arena = larger;
      memory = moved;
    }
    return memory;
  }

  /** Writes floats, all of a value. */
  void put(String name, float[] values) {
    Entry entry = entries.get(name);
    if (values.length != entry.shape().count()) {
      throw new ShapeException(
          name
              + ": got "
              + values.length
              + " numbers; must be "
              + entry.shape().count()
              + " for shape "
              + entry.shape()
              + "; correct its initializer");
    }
    MemorySegment.copy(
        values, 0, memory(end), ValueLayout.JAVA_FLOAT_UNALIGNED, entry.address(), values.length);
  }

  /** The size of the block, in bytes. */
  long bytes() {
    return memory == null ? end : memory.byteSize();
  }

  /** A copy of a value. */
  Data get(String name) {
    Entry entry = entries.get(name);
    int[] bits = new int[entry.shape().count()];
    MemorySegment.copy(
        memory(end), ValueLayout.JAVA_INT_UNALIGNED, entry.address(), bits, 0, bits.length);
    return Data.ofBits(entry.shape(), entry.type(), bits);
  }

  /** Writes a value. */
  void set(String name, Data data) {
    Entry entry = entries.get(name);
    if (!entry.shape().equals(data.shape())) {
      throw new IllegalArgumentException(
          name
              + ": got shape "
              + data.shape()
              + "; must be "
              + entry.shape()
              + "; was the run file changed?");
    }
    gradus.core.compile.Program.write(memory(end), entry.address(), data);
  }

  @Override
  public void close() {
    if (arena != null) {
      arena.close();
      arena = null;
      memory = null;
    }
  }
}
