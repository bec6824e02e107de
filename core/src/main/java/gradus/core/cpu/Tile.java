package gradus.core.cpu;

import java.lang.foreign.MemorySegment;

/**
 * What is still to be done to a rectangle of a product while it is hot in the cache: bias,
 * activation, residual, statistics. Called once for each rectangle, when its values are final, by
 * the thread that computed them; rectangles never overlap.
 */
@FunctionalInterface
public interface Tile {
  /** Rows and columns of the product, {@code from} inclusive, {@code to} exclusive. */
  void apply(MemorySegment memory, int rowFrom, int rowTo, int columnFrom, int columnTo);

  /** This, and then something else. */
  default Tile then(Tile next) {
    return (memory, rowFrom, rowTo, columnFrom, columnTo) -> {
      apply(memory, rowFrom, rowTo, columnFrom, columnTo);
      next.apply(memory, rowFrom, rowTo, columnFrom, columnTo);
    };
  }
}
