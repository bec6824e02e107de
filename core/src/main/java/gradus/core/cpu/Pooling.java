package gradus.core.cpu;

import java.util.ArrayList;
import java.util.List;

/**
 * The kernels of maximum pooling, channels last. Each twin gives the same bits.
 *
 * <p>{@code x [batch, in.., channels] → index, values [batch, out.., channels]}, as {@link
 * PoolIndex} and {@link Gather} define them, and back from the gradient of the values to that of x,
 * as {@link Scatter} defines it.
 */
public final class Pooling {
  /** Stands for the place of a result that nobody reads. */
  public static final long NOWHERE = -1;

  private Pooling() {}

  /**
   * Where the maximum of each window lies, and its value, in one pass over x.
   *
   * @param geometry as {@link PoolIndex} reads it
   * @param index byte offset of the positions, or {@link #NOWHERE} if only the values are wanted
   * @param values byte offset of the maxima, or {@link #NOWHERE} if only positions are wanted
   */
  public static List<Kernel> maxima(Cpu cpu, Geometry geometry, long x, long index, long values) {
    if (cpu.vectors() && geometry.channels() >= Lanes.COUNT) {
      return List.of(new VectorPool(geometry, x, index, values));
    }
    List<Kernel> kernels = new ArrayList<>();
    // Gather reads each position before it writes the value there, so both may share one place.
    long positions = index == NOWHERE ? values : index;
    kernels.add(new PoolIndex(geometry, x, positions));
    if (values != NOWHERE) {
      kernels.add(
          new Gather(
              geometry.batch(),
              geometry.inPixels(),
              geometry.channels(),
              geometry.outPixels(),
              x,
              positions,
              values));
    }
    return List.copyOf(kernels);
  }

  /**
   * The gradient by x: what windows pass back to the positions of their maxima, windows rising.
   *
   * @param geometry that of the windows; an index outside its window is not followed
   * @param index byte offset of the positions [batch, out.., channels]
   * @param updates byte offset of the gradient by the values, of the same shape
   * @param y byte offset of the gradient by x, which is overwritten
   */
  public static Kernel gradient(Cpu cpu, Geometry geometry, long index, long updates, long y) {
    return cpu.vectors() && geometry.channels() >= Lanes.COUNT
        ? new VectorPoolGradient(geometry, index, updates, y)
        : new Scatter(
            geometry.batch(),
            geometry.inPixels(),
            geometry.channels(),
            geometry.outPixels(),
            index,
            updates,
            y,
            false);
  }
}
