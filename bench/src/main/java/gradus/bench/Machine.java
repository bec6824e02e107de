package gradus.bench;

import gradus.core.cpu.Cpu;
import gradus.core.cpu.Kernel;
import gradus.core.cpu.MultiplyAdds;
import gradus.core.cpu.Triad;
import gradus.core.cpu.Workers;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this machine can do at most, measured by kernels that do nothing else. */
final class Machine {
  /** What a triad asks for, as a part of what it moves. */
  static final double TRIAD = 0.75;

  private static final int TASKS = 64;
  private static final int ROUNDS = 20_000;

  /** Where Linux tells the size of the last cache, for example {@code 32768K}. */
  private static final Path LAST_CACHE = Path.of("/sys/devices/system/cpu/cpu0/cache/index3/size");

  private static final long MEBIBYTE = 1 << 20;

  private Machine() {}

  /** The fastest run of float32 multiply-adds within a time, in GFLOP/s. */
  static double multiplyAdds(int threads, double seconds) {
    MultiplyAdds kernel = new MultiplyAdds(Cpu.detect(), TASKS, ROUNDS, 0);
    return kernel.operations() / fastest(kernel, kernel.bytes(), threads, seconds) / 1e9;
  }

  /**
   * What memory moved in the fastest triad within a time, in GB/s. The usual figure, which leaves
   * out that a written line is fetched first, is {@link #TRIAD} of it.
   */
  static double bandwidth(int threads, double seconds) {
    Triad kernel = new Triad(Cpu.detect(), arrayBytes() / 4, 0);
    return kernel.moved() / fastest(kernel, kernel.bytes(), threads, seconds) / 1e9;
  }

  /** The size of each of the triad's three arrays: four times the last cache, in bounds. */
  static long arrayBytes() {
    return Math.clamp(4 * lastCacheBytes(), 64 * MEBIBYTE, 1024 * MEBIBYTE);
  }

  private static long lastCacheBytes() {
    try {
      String text = Files.readString(LAST_CACHE).strip();
      return text.endsWith("K") ? Long.parseLong(text, 0, text.length() - 1, 10) << 10 : 0;
    } catch (IOException | NumberFormatException unknown) {
      return 32 * MEBIBYTE;
    }
  }

  private static double fastest(Kernel kernel, long bytes, int threads, double seconds) {
    double best = Double.POSITIVE_INFINITY;
    try (Arena arena = Arena.ofShared();
        Workers workers = new Workers(threads)) {
      MemorySegment memory = arena.allocate(bytes, 64);
      workers.run(kernel, memory); // memory comes into being, code is compiled
      long begin = System.nanoTime();
      long before;
      do {
        before = System.nanoTime();
        workers.run(kernel, memory);
        best = Math.min(best, (System.nanoTime() - before) / 1e9);
      } while (System.nanoTime() - begin < seconds * 1e9);
    }
    return best;
  }
}
