package gradus.health.forecast;

import gradus.core.ir.Node;
import gradus.core.shape.Shape;
import gradus.train.log.Event.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Independent random weights: {@code q' = fan_in E[w²] q + E[b²]} forward and {@code χ = fan_out
 * E[w²]} backward (Schoenholz et al. 2017). Weights with a mean m add {@code (fan_in m E[x])²}.
 *
 * <p>Every linear layer maps squares by itself, with each weight replaced by its mean square:
 * {@code E[y²] = layer(x²; E[w²])}. So layers whose fans are not known are run on squares.
 *
 * @param units the independent weights' vectors: outputs or filters
 */
record LinearRule(Node from, Node to, double units, Function<String, WeightLaw> laws) {
  /** With known fans of one weight. */
  Effect known(Signal x, String weight, Fan fan, WeightLaw bias) {
    WeightLaw law = laws.apply(weight);
    if (x.data() != null) {
      return run(x, bias);
    }
    Moments m = x.moments();
    double in = fan.in();
    double common = law.mean() * law.mean();
    double mean = in * law.mean() * m.mean();
    Moments out =
        new Moments(
            in * (law.square() * m.square() + common * (in - 1) * m.mean() * m.mean()),
            in * law.square() * m.apart(),
            in * law.square() * m.farApart(),
            mean);
    double gain = fan.out() * law.square();
    return effect(x, out, bias, gain, law.mean() != 0);
  }

  /** By running the layer on squares. */
  Effect run(Signal x, WeightLaw bias) {
    Piece piece = Piece.of(List.of(from), to);
    Shape shape = from.shape();
    double[] squares = Piece.full(shape, x.moments().square());
    double[] products = Piece.full(shape, x.moments().square() - x.moments().apart());
    if (x.data() != null) {
      for (int i = 0; i < squares.length; i++) {
        squares[i] = x.data().squares()[i % x.data().squares().length];
        products[i] = x.data().products()[i % x.data().products().length];
      }
    }
    Function<Node, double[]> square = node -> value(node, WeightLaw::square);
    double q = mean(piece.run(piece.point(List.of(squares), square)));
    double p = mean(piece.run(piece.point(List.of(products), square)));
    Map<Node, double[]> ones = piece.point(List.of(Piece.full(shape, 1)), square);
    double forward = mean(piece.run(ones));
    double gain = mean(piece.pull(ones, Piece.full(to.shape(), 1)).getFirst());
    double mean =
        mean(
            piece.run(
                piece.point(
                    List.of(Piece.full(shape, x.moments().mean())),
                    node -> value(node, WeightLaw::mean))));
    Moments out = new Moments(q + mean * mean, q - p, forward * x.moments().farApart(), mean);
    return effect(x, out, bias, gain, mean != 0);
  }

  private Effect effect(Signal x, Moments product, WeightLaw bias, double gain, boolean biased) {
    Moments out = product.plus(bias.mean(), bias.square());
    // Weights with a common mean make all units alike: nothing is averaged.
    double independent = biased ? 1 : units;
    Signal after = Signal.normal(to.shape(), out, independent, x.spread(), x.batch());
    return Effect.of(Role.WEIGHT, after, gain, "χ = n E[w²]");
  }

  /** Biases are counted apart. */
  private double[] value(Node node, Function<WeightLaw, Double> part) {
    boolean weight = node.shape().rank() >= 2;
    return Piece.full(node.shape(), weight ? part.apply(laws.apply(Piece.name(node))) : 0);
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(0);
  }
}
