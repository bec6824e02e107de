package gradus.health.heal.trial;

import gradus.core.ir.Data;
import gradus.train.Engine;
import gradus.train.Keeper;
import gradus.train.Progress;
import java.util.Map;
import java.util.Optional;

/** Keeps the last values of a training in memory, so that it can go on to the same bits. */
final class MemoryKeeper implements Keeper {
  private Map<String, Data> values;
  private Progress progress;

  @Override
  public Optional<Progress> restore(Engine engine) {
    if (values != null) {
      engine.restore(values);
    }
    return Optional.ofNullable(progress);
  }

  @Override
  public String save(Engine engine, Progress reached, boolean best) {
    values = engine.snapshot();
    progress = reached;
    return "";
  }

  /** Lets the values go. */
  void forget() {
    values = null;
  }
}
