package gradus.core.cpu;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * Copies some elements of a product, or of what follows it, to a place of their own, rectangle by
 * rectangle while they are hot.
 *
 * @param product the byte offset of the product
 * @param width its columns
 * @param rows the rows to copy, rising
 * @param start the first column to copy
 * @param step from one column to the next
 * @param count how many columns
 * @param target the byte offset of the copies, row by row
 */
public record Tap(long product, int width, int[] rows, int start, int step, int count, long target)
    implements Tile {
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;

  @Override
  public void apply(MemorySegment memory, int rowFrom, int rowTo, int columnFrom, int columnTo) {
    int found = Arrays.binarySearch(rows, rowFrom);
    int from = Math.clamp(Math.ceilDiv(columnFrom - start, step), 0, count);
    int to = Math.clamp(Math.ceilDiv(columnTo - start, step), 0, count);
    for (int i = found < 0 ? -1 - found : found; i < rows.length && rows[i] < rowTo; i++) {
      long source = product + 4 * ((long) rows[i] * width + start);
      long place = target + 4L * i * count;
      for (int k = from; k < to; k++) {
        memory.set(INT, place + 4L * k, memory.get(INT, source + 4L * k * step));
      }
    }
  }
}
