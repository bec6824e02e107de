package gradus.bench;

import gradus.core.cpu.Workers;
import java.lang.foreign.Arena;

/**
 * One matrix product, the kernel alone.
 *
 * @param id its short name
 * @param product its sizes
 */
record ProductWorkload(String id, MatrixProduct product) implements Workload {
  @Override
  public String what() {
    return "product " + product.m() + " x " + product.k() + " x " + product.n();
  }

  @Override
  public int batch() {
    return 1;
  }

  @Override
  public double operations() {
    return product.operations();
  }

  @Override
  public Exercise start(int threads) {
    Arena arena = Arena.ofShared();
    return new Multiplying(arena, product.place(arena), new Workers(threads));
  }

  private record Multiplying(Arena arena, MatrixProduct.Placed placed, Workers workers)
      implements Exercise {
    @Override
    public double step() {
      workers.run(placed.kernel(), placed.memory());
      return Double.NaN;
    }

    @Override
    public double compileSeconds() {
      return Double.NaN;
    }

    @Override
    public void close() {
      workers.close();
      arena.close();
    }
  }
}
