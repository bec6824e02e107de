package gradus.train.data;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Prepares the next batches on another thread while a step runs: two buffers go round, one in use
 * and one being filled. The batches are those of {@link Batches#fill}, in order.
 *
 * <p>{@link #next} is for one thread. Closing stops the other thread and waits for its end.
 */
public final class Prefetch implements AutoCloseable {
  private static final int BUFFERS = 2;

  private sealed interface Item {
    record Ready(Step step) implements Item {}

    record Failed(Throwable cause) implements Item {}

    record Ended() implements Item {}
  }

  /** A batch and where in the run it stands. */
  public record Step(long epoch, int step, Batch batch) {}

  private final Batches batches;
  private final long epochs;
  private final BlockingQueue<Batch> free = new ArrayBlockingQueue<>(BUFFERS);
  private final BlockingQueue<Item> ready = new ArrayBlockingQueue<>(BUFFERS + 1);
  private final Thread worker;
  private Batch inUse;
  private Item last;

  private Prefetch(Batches batches, long epoch, int step, long epochs) {
    this.batches = batches;
    this.epochs = epochs;
    for (int i = 0; i < BUFFERS; i++) {
      free.add(batches.allocate());
    }
    worker = Thread.ofPlatform().daemon().name("gradus-data").unstarted(() -> work(epoch, step));
  }

  /**
   * Starts at a step of an epoch and goes on to the end of the last epoch.
   *
   * @param epochs how many epochs the whole run has; epochs count from 0
   */
  public static Prefetch start(Batches batches, long epoch, int step, long epochs) {
    Prefetch prefetch = new Prefetch(batches, epoch, step, epochs);
    prefetch.worker.start();
    return prefetch;
  }

  /**
   * The next batch, or null after the last one. Its arrays hold until the next call.
   *
   * @throws RuntimeException what went wrong on the other thread, as it was thrown there
   * @throws IllegalStateException if interrupted or closed
   */
  public Step next() {
    if (inUse != null) {
      free.add(inUse);
      inUse = null;
    }
    try {
      if (last == null) {
        Item item = ready.take();
        if (item instanceof Item.Ready(Step step)) {
          inUse = step.batch();
          return step;
        }
        last = item;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for data", e);
    }
    return switch (last) {
      case Item.Failed(RuntimeException cause) -> throw cause;
      case Item.Failed(Error cause) -> throw cause;
      case Item.Failed(Throwable cause) -> throw new IllegalStateException("data thread", cause);
      case Item.Ended() -> null;
      case Item.Ready(Step step) -> step;
    };
  }

  private void work(long firstEpoch, int firstStep) {
    try {
      int step = firstStep;
      for (long epoch = firstEpoch; epoch < epochs; epoch++) {
        for (; step < batches.stepsPerEpoch(); step++) {
          Batch buffer = free.take();
          ready.put(new Item.Ready(new Step(epoch, step, batches.fill(epoch, step, buffer))));
        }
        step = 0;
      }
      ready.put(new Item.Ended());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed: nobody waits any more
    } catch (RuntimeException | Error e) {
      ready.offer(new Item.Failed(e)); // always room: one place more than buffers
    }
  }

  /** Stops the other thread and waits for its end; may be called twice. */
  @Override
  public void close() {
    worker.interrupt();
    last = last == null ? new Item.Failed(new IllegalStateException("the data is closed")) : last;
    boolean interrupted = false;
    while (worker.isAlive()) {
      try {
        worker.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the other thread still runs; false after {@link #close}. */
  public boolean isRunning() {
    return worker.isAlive();
  }
}
