package gradus.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the process and the whole machine have used so far.
 *
 * @param at the time of the look, nanoseconds
 * @param own processor time of this process, seconds
 * @param all processor time of all processes, stolen time too, seconds; NaN where it is unknown
 */
record Usage(long at, double own, double all) {
  private static final double TICKS_PER_SECOND = 100;
  private static final int IDLE = 4;
  private static final int WAITING = 5;
  private static final int GUEST = 9;

  /** Now. */
  static Usage now() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new Usage(System.nanoTime(), system.getProcessCpuTime() / 1e9, busySeconds());
  }

  /** Cores used by this process since an earlier look. */
  double ownCores(Usage before) {
    return (own - before.own) / ((at - before.at) / 1e9);
  }

  /** Cores used by others since an earlier look; NaN where it is unknown. */
  double otherCores(Usage before) {
    return Math.max(0, (all - before.all) / ((at - before.at) / 1e9) - ownCores(before));
  }

  private static double busySeconds() {
    try {
      String[] fields =
          Files.readString(Path.of("/proc/stat")).lines().findFirst().orElse("").split(" +");
      long ticks = 0;
      for (int i = 1; i < Math.min(GUEST, fields.length); i++) {
        ticks += i == IDLE || i == WAITING ? 0 : Long.parseLong(fields[i]);
      }
      return ticks / TICKS_PER_SECOND;
    } catch (IOException | NumberFormatException unknown) {
      return Double.NaN;
    }
  }

  /** The most memory that was ever resident, in MiB; -1 where the system does not tell. */
  static long peakResidentMegabytes() {
    try {
      return Files.readString(Path.of("/proc/self/status"))
          .lines()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
          .findFirst()
          .orElse(-1);
    } catch (IOException | NumberFormatException unknown) {
      return -1;
    }
  }
}
