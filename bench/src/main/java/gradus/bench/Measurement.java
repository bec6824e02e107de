package gradus.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Times steps of one workload: warm-up, then five windows, of which the median counts. The times
 * before the first step are those of the process, so a process should measure once.
 */
final class Measurement {
  private static final int WINDOWS = 5;
  private static final double PEAK_SECONDS = 0.3;

  /** Warm is what runs at this part of the steady speed, over a window of that length. */
  private static final double WARM = 0.9;

  private static final long WARM_WINDOW = 100_000_000L;

  /** The clock is read about once a millisecond, so that it costs tiny steps nothing. */
  private static final long MARK = 1_000_000L;

  private static final int MOST_BETWEEN = 1000;

  private final Workload workload;
  private final int threads;
  private final Trail trail = new Trail();
  private long steps;
  private int between = 1;
  private double loss;

  private Measurement(Workload workload, int threads) {
    this.workload = workload;
    this.threads = threads;
  }

  /**
   * Measures.
   *
   * @param warmUp seconds before the windows
   * @param seconds of all windows together
   * @return the fields of the result, in order
   */
  static Map<String, Object> of(Workload workload, int threads, double warmUp, double seconds) {
    return new Measurement(workload, threads).run(warmUp, seconds);
  }

  private Map<String, Object> run(double warmUp, double seconds) {
    double started = Launch.startedMilliseconds();
    try (Exercise exercise = workload.start(threads)) {
      final double firstLoss = exercise.step();
      steps = 1;
      final double firstStep = System.currentTimeMillis() - started;
      long origin = System.nanoTime();
      trail.mark(origin, steps);
      double warmSpeed = window(exercise, warmUp, 3);
      between = Math.clamp((long) (warmSpeed * MARK / 1e9), 1, MOST_BETWEEN);
      double peak = Machine.multiplyAdds(threads, PEAK_SECONDS);
      Usage before = Usage.now();
      double[] speeds = new double[WINDOWS];
      for (int i = 0; i < WINDOWS; i++) {
        speeds[i] = window(exercise, seconds / WINDOWS, 1);
      }
      Usage after = Usage.now();
      final long resident = Usage.peakResidentMegabytes();
      peak = Math.max(peak, Machine.multiplyAdds(threads, PEAK_SECONDS));
      double[] sorted = speeds.clone();
      Arrays.sort(sorted);
      double speed = sorted[WINDOWS / 2];
      double gflops = speed * workload.operations() / 1e9;
      long warm = trail.reached(WARM * speed, WARM_WINDOW);
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("library", "gradus");
      fields.put("version", Launch.version());
      fields.put("workload", workload.id());
      fields.put("threads", threads);
      fields.put("samples_per_s", speed * workload.batch());
      fields.put("steps_per_s", speed);
      fields.put("gflops", gflops);
      fields.put("peak_gflops", peak);
      fields.put("fraction_of_peak", gflops / peak);
      fields.put("first_loss", firstLoss);
      fields.put("final_loss", loss);
      fields.put("steps", steps);
      fields.put("windows_steps_per_s", Arrays.stream(speeds).boxed().toList());
      fields.put("start_to_first_step_ms", (double) Math.round(firstStep));
      fields.put("warm_ms", warm < 0 ? null : Math.round(firstStep + (warm - origin) / 1e6));
      if (!Double.isNaN(exercise.compileSeconds())) {
        fields.put("compile_ms", 1e3 * exercise.compileSeconds());
      }
      fields.put("own_cpu", after.ownCores(before));
      fields.put("other_cpu", after.otherCores(before));
      fields.put("peak_rss_mb", resident);
      fields.put("jdk", System.getProperty("java.version"));
      return fields;
    }
  }

  /** Steps a second over a time and at least so many steps. */
  private double window(Exercise exercise, double seconds, int least) {
    long begin = System.nanoTime();
    long first = steps;
    long marked = begin;
    long now;
    do {
      for (int i = 0; i < between; i++) {
        loss = exercise.step();
      }
      steps += between;
      now = System.nanoTime();
      if (now - marked >= MARK) {
        trail.mark(now, steps);
        marked = now;
      }
    } while (now - begin < seconds * 1e9 || steps - first < least);
    return (steps - first) / ((now - begin) / 1e9);
  }
}
