package gradus.train;

import gradus.train.log.Event;

/** Is told what happens in a training, on the training thread. */
@FunctionalInterface
public interface Listener {
  /** Something happened. */
  void on(Event event);
}
