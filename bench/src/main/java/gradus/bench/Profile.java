package gradus.bench;

import gradus.core.compile.Work;
import gradus.train.Engine;
import gradus.train.data.Batch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the time of a training step goes, kernel call by kernel call.
 *
 * @param rows the calls, the longest first
 */
record Profile(List<Row> rows) {
  private static final int STEPS = 20;

  /**
   * One kernel call, or several equal ones together.
   *
   * @param what its operations
   * @param place where in the model it comes from
   * @param calls how many there are in a step
   * @param seconds of one step, all calls together
   * @param operations floating point operations of one step
   * @param bytes read and written in one step, each buffer once
   */
  record Row(
      String what, String place, int calls, double seconds, double operations, double bytes) {
    /** This and another one of the same kind. */
    Row plus(Row other, int calls) {
      return new Row(
          what,
          place,
          calls,
          seconds + other.seconds,
          operations + other.operations,
          bytes + other.bytes);
    }
  }

  /** Trains for some seconds, then measures some steps. */
  static Profile of(TrainingWorkload workload, int threads, double warmUp, boolean measure) {
    Batch[] batches = Batches.of(workload);
    try (Engine engine = workload.engine(threads)) {
      long end = System.nanoTime() + (long) (warmUp * 1e9);
      do {
        engine.profile(batches[0], workload.rate(), 1, measure);
      } while (System.nanoTime() < end);
      List<Row> rows = new ArrayList<>();
      for (Engine.Timing timing : engine.profile(batches[1], workload.rate(), STEPS, measure)) {
        add(rows, timing);
      }
      return new Profile(longestFirst(rows));
    }
  }

  /** A step of several calls counts its work at the first; the others only add their time. */
  private static void add(List<Row> rows, Engine.Timing timing) {
    Work work = timing.work();
    Row row =
        new Row(work.what(), work.place(), 1, timing.seconds(), work.operations(), work.bytes());
    Row last = rows.isEmpty() ? null : rows.getLast();
    boolean rest = work.operations() == 0 && work.bytes() == 0;
    if (rest && last != null && last.what().equals(work.what())) {
      rows.set(rows.size() - 1, last.plus(row, 1));
    } else {
      rows.add(row);
    }
  }

  private static List<Row> longestFirst(List<Row> rows) {
    return rows.stream().sorted(Comparator.comparingDouble(Row::seconds).reversed()).toList();
  }

  /** Equal calls, such as those of equal layers, taken together. */
  Profile merged() {
    Map<List<Object>, Row> kinds = new LinkedHashMap<>();
    for (Row row : rows) {
      kinds.merge(
          List.of(row.what(), row.operations(), row.bytes()),
          row,
          (a, b) -> a.plus(b, a.calls() + b.calls()));
    }
    return new Profile(longestFirst(List.copyOf(kinds.values())));
  }

  /** The time of a step, in seconds. */
  double seconds() {
    return rows.stream().mapToDouble(Row::seconds).sum();
  }
}
