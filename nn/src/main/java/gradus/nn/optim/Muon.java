package gradus.nn.optim;

import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * Momentum whose matrix is replaced by the nearest orthogonal one: {@code b = momentum b + g; w -=
 * rate sqrt(max(1, out / in)) O(g + momentum b)}, where O pulls all singular values towards 1 by
 * Newton–Schulz steps (Jordan et al. 2024). Kernels [kh, kw, in, out] are matrices [kh kw in, out].
 * Parameters of rank 0 and 1 are changed by {@link AdamW} with a rate of its own.
 *
 * @param rate the learning rate of matrices
 * @param momentum the memory of the velocity
 * @param nesterov whether to look ahead
 * @param steps the number of Newton–Schulz steps
 * @param adam the rate of AdamW for what is no matrix; a schedule moves both rates alike
 * @param decay decoupled weight decay
 */
public record Muon(
    double rate, double momentum, boolean nesterov, int steps, double adam, double decay)
    implements Optimizer {
  static final Entry<Optimizer> ENTRY =
      Entry.of(
          "muon",
          Muon.class,
          "orthogonal momentum for matrices, AdamW for the rest",
          List.of(
              Common.rate(0.02),
              Setting.number("momentum", 0, 1, 0.95, "memory of the velocity"),
              Setting.flag("nesterov", true, "whether to look ahead"),
              Setting.whole("steps", 1, 5, "Newton–Schulz steps"),
              Setting.number("adam", 0, 1e6, 3e-4, "rate of AdamW for what is no matrix"),
              Common.decoupled(0)),
          s ->
              new Muon(
                  s.number("rate"),
                  s.number("momentum"),
                  s.flag("nesterov"),
                  s.whole("steps"),
                  s.number("adam"),
                  s.number("decay")),
          x ->
              Settings.of(
                  "rate", x.rate(),
                  "momentum", x.momentum(),
                  "nesterov", x.nesterov(),
                  "steps", x.steps(),
                  "adam", x.adam(),
                  "decay", x.decay()));

  /** With the usual settings. */
  public static Muon of(double rate) {
    return new Muon(rate, 0.95, true, 5, 3e-4, 0);
  }

  @Override
  public Muon withRate(double rate) {
    // The rate of AdamW keeps its ratio to that of matrices.
    double other = this.rate == 0 ? adam : adam * rate / this.rate;
    return new Muon(rate, momentum, nesterov, steps, other, decay);
  }

  @Override
  public List<Slot> slots(Shape shape) {
    return shape.rank() < 2 ? rest().slots(shape) : List.of(Slot.zeros("velocity", shape));
  }

  @Override
  public Update update(Context context, Tensor parameter, Tensor gradient, List<Tensor> slots) {
    Shape shape = parameter.shape();
    if (shape.rank() < 2) {
      double ratio = rate == 0 ? 0 : adam / rate;
      Context slower = context.withRate(context.rate().mul(ratio));
      return rest().update(slower, parameter, gradient, slots);
    }
    Tensor velocity = slots.get(0).mul(momentum).add(gradient);
    Tensor direction = nesterov ? gradient.add(velocity.mul(momentum)) : velocity;
    int out = shape.size(-1);
    int in = shape.count() / Math.max(1, out);
    Tensor flat = orthogonal(direction.reshape(in, out)).reshape(shape);
    double scale = Math.sqrt(Math.max(1, (double) out / Math.max(1, in)));
    Tensor move = flat.mul(context.rate().mul(scale));
    return Update.of(context.decoupled(parameter).sub(move), velocity);
  }

  /**
   * {@code X = a X + (b XXᵀ + c (XXᵀ)²) X}, several times, from {@code X / |X|}. The numbers make
   * small singular values grow fastest; the large ones end within about 0.7 and 1.2.
   */
  private Tensor orthogonal(Tensor matrix) {
    boolean tall = matrix.size(0) > matrix.size(1);
    Tensor x = tall ? matrix.transpose() : matrix;
    x = x.div(Common.norm(x).add(1e-7));
    for (int i = 0; i < steps; i++) {
      Tensor square = x.matmul(x.transpose());
      Tensor mix = square.mul(-4.7750).add(square.matmul(square).mul(2.0315));
      x = x.mul(3.4445).add(mix.matmul(x));
    }
    return tall ? x.transpose() : x;
  }

  private static AdamW rest() {
    return new AdamW(1, 0.9, 0.95, 1e-10, 0, false);
  }
}
