package gradus.core.cpu;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Off-heap memory for kernel tests: operands one after another, each on a multiple of 64 bytes. */
final class Memory {
  private final MemorySegment segment;
  private long end;

  /** Memory of a size in bytes, filled with NaN so that reads of unset memory show. */
  Memory(long bytes) {
    segment = Arena.ofAuto().allocate(bytes + 64, 64);
    for (long i = 0; i + 4 <= segment.byteSize(); i += 4) {
      segment.set(ValueLayout.JAVA_FLOAT, i, Float.NaN);
    }
  }

  MemorySegment segment() {
    return segment;
  }

  /** Reserves bytes and gives their offset. */
  long reserve(long bytes) {
    long at = end;
    end = (end + bytes + 63) & -64;
    if (end > segment.byteSize()) {
      throw new IllegalStateException("test memory is too small: " + end);
    }
    return at;
  }

  long put(float[] values) {
    long at = reserve(4L * values.length);
    MemorySegment.copy(values, 0, segment, ValueLayout.JAVA_FLOAT, at, values.length);
    return at;
  }

  long put(int[] values) {
    long at = reserve(4L * values.length);
    MemorySegment.copy(values, 0, segment, ValueLayout.JAVA_INT, at, values.length);
    return at;
  }

  float[] floats(long at, int count) {
    return segment.asSlice(at, 4L * count).toArray(ValueLayout.JAVA_FLOAT);
  }

  int[] ints(long at, int count) {
    return segment.asSlice(at, 4L * count).toArray(ValueLayout.JAVA_INT);
  }

  static float[] random(int count, long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextFloat() * 2 - 1;
    }
    return values;
  }
}
