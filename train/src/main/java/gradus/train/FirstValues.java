package gradus.train;

import gradus.nn.ParameterSpec;
import gradus.nn.optim.Optimizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The values with which a training begins. A thread of its own draws them while the first step is
 * traced and compiled, which does not need them.
 */
final class FirstValues {
  /** The numbers that are drawn ahead at most: they lie in memory twice for a moment. */
  private static final long AHEAD = 1 << 24;

  private final List<ParameterSpec> specs;
  private final List<Optimizer.Slot> slots;
  private final long seed;
  private final CompletableFuture<Map<String, float[]>> drawn;

  /** Begins to draw the values of parameters; the optimizer's slots begin with one number each. */
  FirstValues(List<ParameterSpec> specs, List<Optimizer.Slot> slots, long seed) {
    this.specs = specs;
    this.slots = slots;
    this.seed = seed;
    this.drawn =
        CompletableFuture.supplyAsync(
            this::ahead,
            drawing -> Thread.ofPlatform().daemon().name("gradus-values").start(drawing));
  }

  /**
   * Writes all values into memory that holds zeros; waits until they are drawn. What an initializer
   * throws is thrown here.
   */
  void writeTo(State state) {
    Map<String, float[]> early = early();
    for (Optimizer.Slot slot : slots) {
      if (slot.initial() != 0) {
        float[] filled = new float[slot.shape().count()];
        Arrays.fill(filled, (float) slot.initial());
        state.put("slot:" + slot.name(), filled);
      }
    }
    for (ParameterSpec spec : specs) {
      float[] values = early.containsKey(spec.name()) ? early.remove(spec.name()) : draw(spec);
      state.put("value:" + spec.name(), values);
      String average = StepGraph.average(spec.name());
      if (state.entry(average) != null) {
        state.put(average, values);
      }
    }
  }

  private Map<String, float[]> early() {
    try {
      return new HashMap<>(drawn.join());
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        default -> throw e;
      }
    }
  }

  private Map<String, float[]> ahead() {
    Map<String, float[]> values = new HashMap<>();
    long count = 0;
    for (ParameterSpec spec : specs) {
      count += spec.shape().count();
      if (count <= AHEAD) {
        values.put(spec.name(), draw(spec));
      }
    }
    return values;
  }

  private float[] draw(ParameterSpec spec) {
    long own = seed * 0x9e3779b97f4a7c15L + spec.name().hashCode();
    return spec.initializer().values(spec.shape(), own);
  }
}
