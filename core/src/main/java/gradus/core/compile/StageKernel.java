package gradus.core.compile;

import gradus.core.cpu.Kernel;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * Kernels of a stage as one: the tasks of their first phases, then those of their second ones, and
 * so on. Large ones begin; very small ones share a task.
 */
final class StageKernel implements Kernel {
  /** The bytes of a task at least: about two microseconds. */
  private static final double GRAIN = 1 << 14;

  /** For each phase, its tasks; for each task, what it runs. */
  private final Part[][][] phases;

  /** A task of a kernel. */
  private record Part(Kernel kernel, int phase, int task) {}

  /** Kernels that run one after another, and the bytes that they read and write. */
  record Strand(List<Kernel> kernels, double bytes) {}

  StageKernel(List<Strand> strands) {
    List<Part[][]> made = new ArrayList<>();
    for (int phase = 0; ; phase++) {
      Part[][] tasks = tasks(strands, phase);
      if (tasks == null) {
        break;
      }
      made.add(tasks);
    }
    phases = made.toArray(Part[][][]::new);
  }

  /** The tasks of a phase, or null if no strand has that many. */
  private static Part[][] tasks(List<Strand> strands, int phase) {
    List<Part[]> large = new ArrayList<>();
    List<Part[]> shared = new ArrayList<>();
    List<Part> small = new ArrayList<>();
    double bytes = 0;
    boolean any = false;
    for (Strand strand : strands) {
      Part part = part(strand, phase);
      any |= part != null;
      int count = part == null ? 0 : part.kernel().tasks(part.phase());
      for (int task = 0; count > 1 && task < count; task++) {
        large.add(new Part[] {new Part(part.kernel(), part.phase(), task)});
      }
      if (count == 1) {
        small.add(part);
        bytes += strand.bytes();
      }
      if (bytes >= GRAIN) {
        shared.add(small.toArray(Part[]::new));
        small.clear();
        bytes = 0;
      }
    }
    if (!small.isEmpty()) {
      shared.add(small.toArray(Part[]::new));
    }
    large.addAll(shared);
    return any ? large.toArray(Part[][]::new) : null;
  }

  /** The first task of a strand's phase, counted over its kernels; null if it has no such phase. */
  private static Part part(Strand strand, int phase) {
    int before = 0;
    for (Kernel kernel : strand.kernels()) {
      if (phase < before + kernel.phases()) {
        return new Part(kernel, phase - before, 0);
      }
      before += kernel.phases();
    }
    return null;
  }

  @Override
  public int phases() {
    return phases.length;
  }

  @Override
  public int tasks(int phase) {
    return phases[phase].length;
  }

  @Override
  public void run(MemorySegment memory, int phase, int task) {
    for (Part part : phases[phase][task]) {
      part.kernel().run(memory, part.phase(), part.task());
    }
  }
}
