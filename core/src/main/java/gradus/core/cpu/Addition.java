package gradus.core.cpu;

import jdk.incubator.vector.FloatVector;

/** Adds the chunks' sums of a kernel gradient, element by element, in the order of the chunks. */
final class Addition {
  private Addition() {}

  /**
   * Adds.
   *
   * @param parts address of the first part
   * @param step bytes between parts
   * @param count parts; 1 or more
   * @param to address of the sums
   * @param length elements
   */
  static void run(long parts, long step, int count, long to, long length) {
    long i = 0;
    for (; i + Lanes.COUNT <= length; i += Lanes.COUNT) {
      FloatVector sum = Lanes.load(parts + 4 * i);
      for (int part = 1; part < count; part++) {
        sum = Lanes.load(parts + part * step + 4 * i).add(sum);
      }
      Lanes.store(sum, to + 4 * i);
    }
    for (; i < length; i++) {
      float sum = Lanes.get(parts + 4 * i);
      for (int part = 1; part < count; part++) {
        sum += Lanes.get(parts + part * step + 4 * i);
      }
      Lanes.set(to + 4 * i, sum);
    }
  }
}
