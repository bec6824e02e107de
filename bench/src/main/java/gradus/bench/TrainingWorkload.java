package gradus.bench;

import gradus.core.compile.Compiler;
import gradus.core.cpu.Cpu;
import gradus.core.shape.Shape;
import gradus.train.Engine;
import gradus.train.Recipe;
import gradus.train.data.Batch;
import java.util.concurrent.CompletableFuture;

/**
 * A whole training step: forward, backward, update.
 *
 * @param id its short name
 * @param what one line about it
 * @param recipe model, loss and optimizer
 * @param example the shape of one example
 * @param classes the number of classes; 0 for one number as target
 * @param batch examples in a step
 * @param batches different batches, which are used in turn
 * @param operations two for each multiply-add of one step's products, forward and backward
 */
record TrainingWorkload(
    String id,
    String what,
    Recipe recipe,
    Shape example,
    int classes,
    int batch,
    int batches,
    double operations)
    implements Workload {
  private static final long SEED = 1;

  /** The learning rate. */
  double rate() {
    return recipe.updates().optimizer().rate();
  }

  /** The training, with fresh values. */
  Engine engine(int threads) {
    int width = classes == 0 ? 1 : 0;
    return new Engine(recipe, example, width, SEED, new Compiler(Cpu.detect()), threads);
  }

  @Override
  public Exercise start(int threads) {
    CompletableFuture<Batch[]> batches = CompletableFuture.supplyAsync(() -> Batches.of(this));
    Engine engine = engine(threads);
    long begin = System.nanoTime();
    engine.plannedBytes(batch, classes > 0);
    double seconds = (System.nanoTime() - begin) / 1e9;
    return new Steps(engine, batches.join(), rate(), seconds);
  }

  /** Steps over the batches in turn. */
  private static final class Steps implements Exercise {
    private final Engine engine;
    private final Batch[] batches;
    private final double rate;
    private final double compileSeconds;
    private long step;

    Steps(Engine engine, Batch[] batches, double rate, double compileSeconds) {
      this.engine = engine;
      this.batches = batches;
      this.rate = rate;
      this.compileSeconds = compileSeconds;
    }

    @Override
    public double step() {
      Batch batch = batches[(int) (step % batches.length)];
      double loss = engine.train(batch, step + 1, step, rate, true, false).loss();
      step++;
      return loss;
    }

    @Override
    public double compileSeconds() {
      return compileSeconds;
    }

    @Override
    public void close() {
      engine.close();
    }
  }
}
