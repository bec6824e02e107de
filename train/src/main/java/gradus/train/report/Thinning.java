package gradus.train.report;

import java.util.ArrayList;
import java.util.List;

/** Fewer points that look the same: of each stretch, the lowest and the highest stay. */
public final class Thinning {
  /** As many points as a chart can show. */
  static final int POINTS = 1600;

  private Thinning() {}

  /** At most about {@code limit} of the {@code {x, y}} points; the first and the last stay. */
  static List<double[]> of(List<double[]> points, int limit) {
    if (points.size() <= limit) {
      return points;
    }
    List<double[]> kept = new ArrayList<>();
    int stretches = limit / 2;
    for (int i = 0; i < stretches; i++) {
      int from = (int) ((long) points.size() * i / stretches);
      int to = (int) ((long) points.size() * (i + 1) / stretches);
      extremes(points, from, to, kept);
    }
    if (kept.getFirst() != points.getFirst()) {
      kept.addFirst(points.getFirst());
    }
    if (kept.getLast() != points.getLast()) {
      kept.add(points.getLast());
    }
    return kept;
  }

  /** At most {@code limit} (2 or more) of the items, evenly; the first and the last stay. */
  public static <T> List<T> even(List<T> items, int limit) {
    int size = items.size();
    if (size <= limit) {
      return List.copyOf(items);
    }
    List<T> kept = new ArrayList<>();
    for (int i = 0; i < limit; i++) {
      kept.add(items.get((int) ((long) (size - 1) * i / (limit - 1))));
    }
    return kept;
  }

  private static void extremes(List<double[]> points, int from, int to, List<double[]> kept) {
    int low = from;
    int high = from;
    for (int i = from; i < to; i++) {
      double y = points.get(i)[1];
      if (!Double.isFinite(y)) {
        kept.add(points.get(i));
        return;
      }
      low = y < points.get(low)[1] ? i : low;
      high = y > points.get(high)[1] ? i : high;
    }
    kept.add(points.get(Math.min(low, high)));
    if (low != high) {
      kept.add(points.get(Math.max(low, high)));
    }
  }
}
