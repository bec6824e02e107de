package gradus.core.cpu;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * A fixed team of threads that run kernels; the caller is one of them. Tasks are handed out by a
 * counter; since tasks are cut by shape and do not touch each other's results, any team gives the
 * same bits. A run allocates nothing.
 */
public final class Workers implements AutoCloseable {
  /**
   * How often a thread looks for the next phase, or for the end of this one, before it parks: about
   * 100 microseconds. Longer would steal the processor from the thread that is waited for when
   * other programs leave too few.
   */
  private static final int SPINS = 2_000;

  /** A task number at which no phase has tasks left. */
  private static final long SHUT = 0xffff_ffffL;

  private final Thread[] helpers;

  /** The phase's serial number in the high half, its next free task in the low half. */
  private final AtomicLong next = new AtomicLong(SHUT);

  private final AtomicInteger finished = new AtomicInteger();
  private final AtomicInteger parked = new AtomicInteger();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  /** The caller, while it is parked until the last task ends; else null. */
  private volatile Thread caller;

  private volatile boolean closed;

  // The open phase. Written while `next` is shut; whoever takes a task from `next` sees them.
  private Kernel kernel;
  private MemorySegment memory;
  private int phase;
  private int tasks;

  /**
   * A team.
   *
   * @param threads how many threads work, the caller included; 1 or more
   * @throws IllegalArgumentException if threads is less than 1
   */
  public Workers(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException(
          "workers: got "
              + threads
              + " threads; must be 1 or more, since the caller counts as one");
    }
    helpers = new Thread[threads - 1];
    for (int i = 0; i < helpers.length; i++) {
      helpers[i] =
          Thread.ofPlatform().daemon().name("gradus-worker-" + (i + 1)).unstarted(this::help);
    }
    for (Thread helper : helpers) {
      helper.start();
    }
  }

  /** The number of threads, the caller included. */
  public int threads() {
    return helpers.length + 1;
  }

  /**
   * Runs all phases of a kernel and returns when the last task has ended. The first exception of a
   * task is thrown here as it is; tasks of that phase that have not begun are left out. Calls from
   * several threads take turns.
   *
   * @throws IllegalStateException if the team is closed
   */
  public void run(Kernel kernel, MemorySegment memory) {
    if (closed) {
      throw new IllegalStateException("workers: the team is closed; run kernels before close()");
    }
    int phases = kernel.phases();
    for (int phase = 0; phase < phases; phase++) {
      int tasks = kernel.tasks(phase);
      if (tasks > 1 && helpers.length > 0) {
        share(kernel, memory, phase, tasks);
      } else {
        for (int task = 0; task < tasks; task++) {
          kernel.run(memory, phase, task);
        }
      }
    }
  }

  private synchronized void share(Kernel kernel, MemorySegment memory, int phase, int tasks) {
    long serial = (next.get() >>> 32) + 1 << 32;
    this.kernel = kernel;
    this.memory = memory;
    this.phase = phase;
    this.tasks = tasks;
    finished.set(0);
    next.set(serial);
    if (parked.get() > 0) {
      for (Thread helper : helpers) {
        LockSupport.unpark(helper);
      }
    }
    work(serial);
    awaitEnd(tasks);
    next.set(serial | SHUT);
    this.kernel = null;
    this.memory = null;
    Throwable thrown = failure.getAndSet(null);
    if (thrown != null) {
      rethrow(thrown);
    }
  }

  /** Spins, then parks, until all tasks have ended. */
  private void awaitEnd(int tasks) {
    for (int spin = 0; spin < SPINS; spin++) {
      if (finished.get() == tasks) {
        return;
      }
      Thread.onSpinWait();
    }
    caller = Thread.currentThread();
    while (finished.get() < tasks) {
      LockSupport.park(this);
    }
    caller = null;
  }

  /** Takes and runs tasks until the phase has none left or another has begun. */
  private void work(long serial) {
    while (true) {
      long now = next.get();
      long task = now & SHUT;
      if ((now & ~SHUT) != serial || task == SHUT) {
        return;
      }
      // May be the next phase's values; then `now` is old and the exchange below fails.
      Kernel kernel = this.kernel;
      MemorySegment memory = this.memory;
      int phase = this.phase;
      int tasks = this.tasks;
      if (task >= tasks) {
        return;
      }
      if (next.compareAndSet(now, now + 1)) {
        try {
          if (failure.get() == null) {
            kernel.run(memory, phase, (int) task);
          }
        } catch (Throwable thrown) {
          failure.compareAndSet(null, thrown);
        } finally {
          if (finished.incrementAndGet() == tasks) {
            LockSupport.unpark(caller);
          }
        }
      }
    }
  }

  private void help() {
    long seen = 0;
    while (!closed) {
      long now = await(seen);
      seen = now & ~SHUT;
      work(seen);
    }
  }

  /** Spins, then parks, until a phase other than the one seen opens or the team is closed. */
  private long await(long seen) {
    for (int spin = 0; spin < SPINS; spin++) {
      long now = next.get();
      if ((now & ~SHUT) != seen || closed) {
        return now;
      }
      Thread.onSpinWait();
    }
    parked.incrementAndGet();
    try {
      while ((next.get() & ~SHUT) == seen && !closed) {
        LockSupport.park(this);
      }
    } finally {
      parked.decrementAndGet();
    }
    return next.get();
  }

  private static void rethrow(Throwable thrown) {
    switch (thrown) {
      case RuntimeException exception -> throw exception;
      case Error error -> throw error;
      default -> throw new IllegalStateException(thrown);
    }
  }

  /** Ends the helper threads; the team cannot run any more. */
  @Override
  public void close() {
    closed = true;
    for (Thread helper : helpers) {
      LockSupport.unpark(helper);
    }
  }
}
