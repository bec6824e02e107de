package gradus.nn.layer;

import gradus.core.ir.Op;
import gradus.core.shape.Ints;
import gradus.core.shape.Shape;
import gradus.core.shape.ShapeException;
import gradus.core.tensor.Tensor;
import gradus.nn.Layer;
import gradus.nn.Scope;
import gradus.nn.Weighted;
import gradus.nn.activation.Activation;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.ArrayList;
import java.util.List;

/**
 * The adjoint of a convolution, which enlarges: {@code y[i stride + k dilation - before] += x[i]
 * kernel[k]}: [batch, height, width, in] to [batch, height', width', filters] with {@code n' = (n -
 * 1) stride - before - after + dilation (k - 1) + 1 + output padding}; with padding "same" {@code
 * n' = n stride}. Parameters: {@code kernel [kh, kw, in, filters / groups]}, {@code bias [filters]}
 * (Zeiler et al. 2010).
 *
 * @param spec filters, kernel, stride, padding and the rest; padding is what is cut away
 * @param outputPadding rows and columns more at the end, fewer than the stride
 */
public record ConvTranspose2d(ConvSpec spec, Ints outputPadding) implements Weighted {
  /** Its line in the catalog. */
  public static final Entry<Layer> ENTRY =
      Entry.of(
          "conv_transpose2d",
          ConvTranspose2d.class,
          "Transposed convolution, which enlarges images",
          settings(),
          s -> new ConvTranspose2d(ConvSpec.read(s), Ints.of(s.wholes("output_padding"))),
          ConvTranspose2d::write);

  /** Filters of a size, stride 1, padding "same". */
  public static ConvTranspose2d of(int filters, int... kernel) {
    return new ConvTranspose2d(ConvSpec.of(filters, kernel), Ints.of(0));
  }

  /** With another stride: the factor by which images grow. */
  public ConvTranspose2d stride(int... steps) {
    return new ConvTranspose2d(spec.stride(steps), outputPadding);
  }

  /** With another padding, which is cut away. */
  public ConvTranspose2d padding(Padding edges) {
    return new ConvTranspose2d(spec.padding(edges), outputPadding);
  }

  /** With positions that lie apart. */
  public ConvTranspose2d dilation(int... distance) {
    return new ConvTranspose2d(spec.dilation(distance), outputPadding);
  }

  /** With channels in independent groups. */
  public ConvTranspose2d groups(int number) {
    return new ConvTranspose2d(spec.groups(number), outputPadding);
  }

  /** With rows and columns more at the end. */
  public ConvTranspose2d outputPadding(int... more) {
    return new ConvTranspose2d(spec, Ints.of(more));
  }

  /** Without a bias. */
  public ConvTranspose2d withoutBias() {
    return new ConvTranspose2d(spec.withoutBias(), outputPadding);
  }

  /** With an activation. */
  public ConvTranspose2d activation(Activation following) {
    return new ConvTranspose2d(spec.activation(following), outputPadding);
  }

  @Override
  public Tensor apply(Tensor given, Scope scope) {
    Tensor x = Space.check(given, 2);
    int in = x.size(-1);
    int groups = spec.groups();
    if (in % groups != 0 || spec.filters() % groups != 0) {
      throw new ShapeException(
          "got "
              + in
              + " channels, "
              + spec.filters()
              + " filters and "
              + groups
              + " groups; both must be multiples of the groups");
    }
    Ints kernel = Space.each("kernel", spec.kernel(), 2);
    Ints stride = Space.each("stride", spec.stride(), 2);
    Ints dilation = Space.each("dilation", spec.dilation(), 2);
    Ints more = Space.each("output_padding", outputPadding, 2);
    Shape shape = Shape.of(kernel.toArray()).plus(in, spec.filters() / groups);
    Tensor weight = Ending.weight(scope, "kernel", shape, spec.initializer(), spec.activation());
    int[] sizes = {x.size(0), 0, 0, spec.filters()};
    int[] cutBefore = new int[2];
    int[] cutAfter = new int[2];
    Op.Window cut = spec.padding().window(x.shape(), kernel, stride, dilation);
    for (int i = 0; i < 2; i++) {
      int reach = dilation.get(i) * (kernel.get(i) - 1) + 1;
      if (spec.padding() instanceof Padding.Same) {
        int total = Math.max(0, reach - stride.get(i));
        cutBefore[i] = total / 2;
        cutAfter[i] = total - total / 2;
        sizes[i + 1] = x.size(i + 1) * stride.get(i);
        continue;
      }
      if (more.get(i) >= stride.get(i)) {
        throw new ShapeException(
            "output_padding: got "
                + more
                + " with stride "
                + stride
                + "; it must be less than the stride");
      }
      cutBefore[i] = cut.before().get(i);
      cutAfter[i] = cut.after().get(i);
      sizes[i + 1] =
          (x.size(i + 1) - 1) * stride.get(i) - cutBefore[i] - cutAfter[i] + reach + more.get(i);
      if (sizes[i + 1] < 1) {
        throw new ShapeException("got " + x.shape() + "; nothing is left after padding");
      }
    }
    Op.Window window = new Op.Window(stride, Ints.of(cutBefore), Ints.of(cutAfter), dilation);
    Tensor turned = weight.permute(0, 1, 3, 2);
    Tensor y = x.convolveTransposed(turned, window, groups, Shape.of(sizes));
    return Ending.of(y, scope, spec.bias(), spec.activation());
  }

  private static List<Setting> settings() {
    List<Setting> settings = new ArrayList<>(ConvSpec.settings());
    settings.add(
        Setting.wholes("output_padding", 0, List.of(0L), "rows and columns more at the end"));
    return settings;
  }

  private Settings write() {
    return spec.write().with("output_padding", outputPadding.toArray());
  }
}
