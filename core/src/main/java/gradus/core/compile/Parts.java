package gradus.core.compile;

import gradus.core.shape.Ints;
import gradus.core.shape.Shape;

/** How work is cut: by shapes alone, never by the number of threads. */
final class Parts {
  /** Elements that one task should touch at least. */
  static final int GRAIN = 16384;

  /** Instructions for an element that hide in the time its bytes take. */
  private static final int FREE = 16;

  /** Tasks that work makes where elements alone would make fewer. */
  private static final int FEW = 16;

  private static final int MOST = 64;

  private Parts() {}

  /** The number of rows: elements of the domain off the reduced axes. */
  static int rows(Shape domain, Ints reduced) {
    return reduced == null ? domain.count() : domain.keep(reduced.toArray()).count();
  }

  /** Whether a reduction is cut along its reduced axes. */
  static boolean parted(Shape domain, Ints reduced) {
    return domain.count() >= 4 * GRAIN && outer(domain, reduced) < 4;
  }

  /**
   * Into how many tasks a loop over so many elements is cut: each touches enough of them, or has as
   * much to do with fewer, as the gates of a recurrent layer.
   *
   * @param cost instructions for one element
   */
  static int tasks(int elements, int cost) {
    long work = (long) elements * Math.max(1, cost / FREE);
    return Math.max(elements / GRAIN, (int) Math.min(FEW, work / GRAIN));
  }

  /** Into how many parts a reduction of that many elements is cut. */
  static int count(int elements) {
    return Math.max(1, Math.min(MOST, elements / GRAIN));
  }

  /**
   * How many independent tasks there are without cutting a reduction: the axes before the inner
   * one.
   */
  private static int outer(Shape domain, Ints reduced) {
    int count = 1;
    for (int i = 0; i < domain.rank() - 1; i++) {
      count *= reduced.contains(i) ? 1 : domain.size(i);
    }
    return count;
  }
}
