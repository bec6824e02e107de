package gradus.nn.layer;

import gradus.core.shape.Ints;
import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;
import gradus.nn.Layer;
import gradus.nn.Scope;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * Enlarges [batch, space.., channels] by a factor or to a size. Nearest: output i reads {@code
 * floor(i n / out)}. Bilinear: output i reads between neighbours at {@code max(0, (i + 0.5) n / out
 * - 0.5)}, clamped to the edge, or with aligned corners at {@code i (n - 1) / (out - 1)}.
 *
 * @param factor how many times larger each axis becomes; not used if there is a size
 * @param size the size of the output, or null
 * @param bilinear whether to draw lines between neighbours rather than to repeat them
 * @param alignCorners whether first and last positions stay where they are
 */
public record Upsample(Ints factor, Ints size, boolean bilinear, boolean alignCorners)
    implements Layer {
  /** Its line in the catalog. */
  public static final Entry<Layer> ENTRY =
      Entry.of(
          "upsample",
          Upsample.class,
          "Enlarges space by repeating or by drawing lines",
          List.of(
              Setting.wholes("factor", 1, List.of(2L), "how many times larger"),
              Setting.wholes("size", 1, List.of(1L), "size of the output instead").withoutDefault(),
              Setting.choice("mode", List.of("nearest", "bilinear"), "nearest", "how to fill in"),
              Setting.flag("align_corners", false, "first and last positions stay")),
          s ->
              new Upsample(
                  Ints.of(s.wholes("factor")),
                  s.has("size") ? Ints.of(s.wholes("size")) : null,
                  s.text("mode").equals("bilinear"),
                  s.flag("align_corners")),
          l ->
              Settings.of(
                  "factor",
                  l.factor.toArray(),
                  "size",
                  l.size == null ? null : l.size.toArray(),
                  "mode",
                  l.bilinear ? "bilinear" : "nearest",
                  "align_corners",
                  l.alignCorners));

  /** By a factor, repeating. */
  public static Upsample of(int... factor) {
    return new Upsample(Ints.of(factor), null, false, false);
  }

  /** To a size. */
  public Upsample to(int... size) {
    return new Upsample(factor, Ints.of(size), bilinear, alignCorners);
  }

  /** Drawing lines between neighbours. */
  public Upsample bilinear(boolean alignCorners) {
    return new Upsample(factor, size, true, alignCorners);
  }

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    int space = Space.of(x);
    Ints factors = Space.each("factor", factor, space);
    Tensor y = x.floats();
    for (int i = 0; i < space; i++) {
      int out =
          size == null ? y.size(i + 1) * factors.get(i) : Space.each("size", size, space).get(i);
      y = bilinear ? lines(y, i + 1, out) : repeated(y, i + 1, out);
    }
    return y;
  }

  private static Tensor repeated(Tensor x, int axis, int out) {
    int n = x.size(axis);
    Shape before = x.shape().slice(0, axis);
    int[] after = x.shape().slice(axis + 1, x.shape().rank()).sizes();
    if (out % n == 0) {
      Tensor one = x.reshape(before.plus(n, 1).plus(after));
      return one.broadcastTo(before.plus(n, out / n).plus(after))
          .reshape(x.shape().with(axis, out));
    }
    Shape shape = Shape.of(out, n);
    Tensor source = Tensor.iota(shape, 0).floats().mul(n).div(out).floor();
    return Space.contract(source.equalTo(Tensor.iota(shape, 1).floats()), x, axis);
  }

  /** The weight of neighbour j for output i is {@code max(0, 1 - |source_i - j|)}. */
  private Tensor lines(Tensor x, int axis, int out) {
    int n = x.size(axis);
    Shape shape = Shape.of(out, n);
    Tensor i = Tensor.iota(shape, 0).floats();
    Tensor source =
        alignCorners
            ? i.mul(out == 1 ? 0 : n - 1).div(Math.max(1, out - 1))
            : i.add(0.5).mul(n).div(out).sub(0.5).clamp(0, n - 1);
    Tensor distance = source.sub(Tensor.iota(shape, 1).floats()).abs();
    return Space.contract(Tensor.ones(shape).sub(distance).relu(), x, axis);
  }
}
