package gradus.train;

import static gradus.nn.activation.Activations.RELU;

import gradus.core.compile.Compiler;
import gradus.core.cpu.Cpu;
import gradus.core.shape.Shape;
import gradus.nn.Layer;
import gradus.nn.Sequential;
import gradus.nn.layer.BatchNorm;
import gradus.nn.layer.Dense;
import gradus.nn.loss.CrossEntropy;
import gradus.nn.optim.Adam;
import gradus.train.data.Batch;

/**
 * One step of a tiny training, made on a processor that has nothing to do yet, while a program
 * reads its arguments and its data: classes are loaded and calls are linked before the real
 * training comes. If it fails it says nothing: what is wrong with the machine, the training itself
 * will say.
 */
public final class Rehearsal {
  private static final int BATCH = 16;
  private static final int FEATURES = 16;
  private static final double RATE = 1e-3;

  private Rehearsal() {}

  /** Begins, and does not wait for the end; does nothing where there is one processor only. */
  public static void begin() {
    if (Runtime.getRuntime().availableProcessors() > 1) {
      start(Rehearsal::play);
    }
  }

  /** Plays on a thread of its own, which ends in silence whatever happens. */
  static Thread start(Runnable play) {
    return Thread.ofPlatform()
        .daemon()
        .name("gradus-rehearsal")
        .uncaughtExceptionHandler((_, _) -> {})
        .start(play);
  }

  /** The loss of the step. */
  static double play() {
    Layer model = Sequential.of(Dense.of(16), BatchNorm.of(), RELU, Dense.of(4));
    Recipe recipe = Recipe.of(model, CrossEntropy.ofLabels(), Adam.of(RATE));
    Compiler compiler = new Compiler(Cpu.detect());
    try (Engine engine = new Engine(recipe, Shape.of(FEATURES), 0, 1, compiler, 1)) {
      float[] features = new float[BATCH * FEATURES];
      Batch batch = new Batch(features, new int[BATCH], new float[0], BATCH);
      return engine.train(batch, 1, 0, RATE, true, false).loss();
    }
  }
}
