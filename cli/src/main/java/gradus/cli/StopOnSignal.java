package gradus.cli;

import gradus.train.run.Run;
import java.util.concurrent.CountDownLatch;

/** While it is open, Ctrl-C (or SIGTERM) lets a run finish its step and save before the end. */
final class StopOnSignal implements AutoCloseable {
  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook;

  StopOnSignal(Console console, Run run) {
    this.hook =
        new Thread(
            () -> {
              console.problem("");
              console.problem("gradus: stopping after this step ...");
              run.stop();
              await();
            },
            "stop-on-signal");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void await() {
    try {
      done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    done.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending: the hook runs already and has now been released.
      return;
    }
  }
}
