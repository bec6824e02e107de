package gradus.core.cpu;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The widest float vectors of this processor and how they reach memory. Loaded only when the Vector
 * API is on the module path.
 *
 * <p>Vector kernels use absolute addresses in one constant segment that spans all memory. Then the
 * innermost loops need no look at the lifetime, kind or bounds of the caller's segment, and stay
 * fast whatever other kinds of segments the program uses. In exchange each kernel checks the size
 * of the caller's memory once per task and keeps it reachable until the task ends.
 */
final class Lanes {
  /** The preferred species. */
  static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;

  /**
   * The class of these vectors. What a loop leaves in a variable has no known class for the JIT,
   * which then takes the one it saw most often, here or in any other code with vectors of another
   * width: if that is wrong, all sums of the loop lie on the heap, and it is ten times slower. So
   * such a variable goes through {@code TYPE.cast} before a method of it is called; compiled, that
   * costs nothing.
   */
  static final Class<FloatVector> TYPE = type();

  /** Floats in a vector. */
  static final int COUNT = FLOATS.length();

  /** Bytes in a vector. */
  static final long VECTOR = 4L * COUNT;

  /** True where 32 vector registers are to be had: AVX-512 and NEON. */
  static final boolean MANY_REGISTERS = COUNT == 16 || COUNT == 4 && arm();

  /** The vectors of columns in a panel of a product's right operand; see {@link Panels}. */
  static final int PANEL = MANY_REGISTERS ? 4 : 2;

  static final MemorySegment ALL = all();
  static final ByteOrder ORDER = ByteOrder.nativeOrder();
  static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
  static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;

  /**
   * Changes no address, but tells the JIT that the sum of a masked address and a small offset lies
   * in {@link #ALL}, so that it drops the checks of bounds from the innermost loops.
   */
  static final long MASK = Long.MAX_VALUE >>> 1;

  /**
   * Changes no entry of a {@link DepthTable}, but tells the JIT that it is a positive int. Then a
   * row's address and the entry are added by the load itself: 97 instead of 85 GFLOP/s.
   */
  static final int OFFSET = Integer.MAX_VALUE;

  /** The address of a panel's row of zeros. */
  static final long ZERO = Arena.global().allocate(PANEL * VECTOR, PANEL * VECTOR).address();

  private Lanes() {}

  @SuppressWarnings("unchecked")
  private static Class<FloatVector> type() {
    return (Class<FloatVector>) (Class<?>) FLOATS.vectorType();
  }

  /**
   * All memory as one segment. The other kind of segment, that of an array, is made here once: its
   * class, loaded later, would make the JVM throw away all kernels compiled so far.
   */
  @SuppressWarnings("restricted")
  private static MemorySegment all() {
    Reference.reachabilityFence(MemorySegment.ofArray(new byte[1]));
    return MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
  }

  private static boolean arm() {
    return System.getProperty("os.arch").equals("aarch64");
  }

  /** The vector at an address. */
  static FloatVector load(long address) {
    return FloatVector.fromMemorySegment(FLOATS, ALL, address, ORDER);
  }

  /** The float at an address, in every lane. */
  static FloatVector spread(long address) {
    return FloatVector.broadcast(FLOATS, ALL.get(FLOAT, address));
  }

  /** Writes a vector to an address. */
  static void store(FloatVector vector, long address) {
    TYPE.cast(vector).intoMemorySegment(ALL, address, ORDER);
  }

  /** Writes a vector of +0 to an address. */
  static void zero(long address) {
    store(FloatVector.zero(FLOATS), address);
  }

  /** The float at an address. */
  static float get(long address) {
    return ALL.get(FLOAT, address);
  }

  /** Writes a float to an address. */
  static void set(long address, float value) {
    ALL.set(FLOAT, address, value);
  }

  /** Copies floats between places that do not overlap. */
  static void copy(long from, long to, long count) {
    long i = 0;
    for (; i + COUNT <= count; i += COUNT) {
      store(load(from + 4 * i), to + 4 * i);
    }
    if (i < count && count >= COUNT) {
      // The last vector once more over some of those before it: shorter than one by one.
      long last = 4 * (count - COUNT);
      store(load(from + last), to + last);
      return;
    }
    for (; i < count; i++) {
      set(to + 4 * i, get(from + 4 * i));
    }
  }

  /** Writes +0 to consecutive floats. */
  static void clear(long to, long count) {
    long i = 0;
    for (; i + COUNT <= count; i += COUNT) {
      store(FloatVector.zero(FLOATS), to + 4 * i);
    }
    for (; i < count; i++) {
      set(to + 4 * i, 0f);
    }
  }
}
