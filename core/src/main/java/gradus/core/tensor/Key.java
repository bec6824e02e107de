package gradus.core.tensor;

import gradus.core.ir.Node;
import gradus.core.ir.Op;
import gradus.core.shape.Shape;

/**
 * Randomness that is passed: two ints. The same key, salt and position give the same number, on
 * every machine and in every order.
 */
public final class Key {
  private final Tensor words;

  private Key(Tensor words) {
    this.words = words;
  }

  /** The key of a seed and a count, for example a step. */
  public static Key of(long seed, int count) {
    return of(Tensor.ints(mix(seed), count));
  }

  /** The key in an int tensor of two elements. */
  public static Key of(Tensor words) {
    return new Key(words);
  }

  /** The first word of the key of a seed. */
  public static int mix(long seed) {
    long z = (seed ^ (seed >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return (int) (z ^ (z >>> 31));
  }

  /** Uniform in [0, 1). */
  public Tensor uniform(Shape shape, int salt) {
    return Tensor.of(Node.of(new Op.Random(shape, salt), words.node()));
  }

  /**
   * Standard normal: {@code sqrt(-2 log(1 - u)) cos(2 pi v)} with two independent uniforms (Box and
   * Muller 1958).
   */
  public Tensor normal(Shape shape, int salt) {
    Tensor radius = uniform(shape, salt).neg().log1p().mul(-2).sqrt();
    return radius.mul(uniform(shape, salt ^ 0x5bd1e995).mul(2 * Math.PI).cos());
  }

  /** 1 with the given probability, else 0. */
  public Tensor bernoulli(Shape shape, double probability, int salt) {
    return uniform(shape, salt).less(probability);
  }
}
