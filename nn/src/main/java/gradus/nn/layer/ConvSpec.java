package gradus.nn.layer;

import gradus.core.shape.Ints;
import gradus.core.shape.Shape;
import gradus.core.shape.ShapeException;
import gradus.core.tensor.Tensor;
import gradus.nn.Scope;
import gradus.nn.activation.Activation;
import gradus.nn.activation.Activations;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import gradus.nn.init.Initializer;
import gradus.nn.init.Initializers;
import java.util.List;

/**
 * What convolutions of one, two and three axes share. One number for kernel, stride or dilation
 * counts for every axis.
 *
 * @param filters how many channels come out
 * @param kernel how many positions a filter covers along each axis
 * @param stride how far a filter moves
 * @param padding zeros around the input
 * @param dilation distance of the positions that a filter covers
 * @param groups into how many independent parts the channels fall
 * @param bias whether a number is added to each channel
 * @param activation what follows at once, or null
 * @param initializer how the kernel starts; null for what fits the activation that follows
 */
public record ConvSpec(
    int filters,
    Ints kernel,
    Ints stride,
    Padding padding,
    Ints dilation,
    int groups,
    boolean bias,
    Activation activation,
    Initializer initializer) {
  /** The usual: stride 1, padding "same", a bias. */
  static ConvSpec of(int filters, int... kernel) {
    Ints one = Ints.of(1);
    return new ConvSpec(filters, Ints.of(kernel), one, Padding.SAME, one, 1, true, null, null);
  }

  static List<Setting> settings() {
    return List.of(
        Setting.whole("filters", "how many channels come out"),
        Setting.wholes("kernel", 1, List.of(3L), "size of a filter along each axis"),
        Setting.one("activation", () -> Activations.CATALOG, null, "what follows at once"),
        Setting.wholes("stride", 1, List.of(1L), "how far a filter moves"),
        Padding.setting("same"),
        Setting.wholes("dilation", 1, List.of(1L), "distance of the positions under a filter"),
        Setting.whole("groups", 1, 1, "independent parts of the channels"),
        Setting.flag("bias", true, "add a learned number to each output"),
        Setting.one(
            "initializer",
            () -> Initializers.CATALOG,
            null,
            "how weights start; the default fits the activation"));
  }

  static ConvSpec read(Settings s) {
    return new ConvSpec(
        s.whole("filters"),
        Ints.of(s.wholes("kernel")),
        Ints.of(s.wholes("stride")),
        Padding.read(s),
        Ints.of(s.wholes("dilation")),
        s.whole("groups"),
        s.flag("bias"),
        s.one("activation", Activation.class),
        s.one("initializer", Initializer.class));
  }

  Settings write() {
    return Settings.of(
        "filters", filters,
        "kernel", kernel.toArray(),
        "activation", activation,
        "stride", stride.toArray(),
        "padding", padding.written(),
        "dilation", dilation.toArray(),
        "groups", groups,
        "bias", bias,
        "initializer", initializer);
  }

  ConvSpec filters(int number) {
    return new ConvSpec(
        number, kernel, stride, padding, dilation, groups, bias, activation, initializer);
  }

  ConvSpec stride(int... steps) {
    return new ConvSpec(
        filters, kernel, Ints.of(steps), padding, dilation, groups, bias, activation, initializer);
  }

  ConvSpec padding(Padding edges) {
    return new ConvSpec(
        filters, kernel, stride, edges, dilation, groups, bias, activation, initializer);
  }

  ConvSpec dilation(int... distance) {
    return new ConvSpec(
        filters, kernel, stride, padding, Ints.of(distance), groups, bias, activation, initializer);
  }

  ConvSpec groups(int number) {
    return new ConvSpec(
        filters, kernel, stride, padding, dilation, number, bias, activation, initializer);
  }

  ConvSpec withoutBias() {
    return new ConvSpec(
        filters, kernel, stride, padding, dilation, groups, false, activation, initializer);
  }

  ConvSpec activation(Activation following) {
    return new ConvSpec(
        filters, kernel, stride, padding, dilation, groups, bias, following, initializer);
  }

  ConvSpec initializer(Initializer start) {
    return new ConvSpec(
        filters, kernel, stride, padding, dilation, groups, bias, activation, start);
  }

  /** The convolution with bias and activation. */
  Tensor apply(Tensor x, Scope scope, int space) {
    return Ending.of(product(x, scope, space, "kernel"), scope, bias, activation);
  }

  /** The convolution alone. */
  Tensor product(Tensor given, Scope scope, int space, String name) {
    Tensor x = Space.check(given, space);
    int in = x.size(-1);
    if (in % groups != 0 || filters % groups != 0) {
      throw new ShapeException(
          "got "
              + in
              + " channels, "
              + filters
              + " filters and "
              + groups
              + " groups; both must be multiples of the groups");
    }
    Ints size = Space.each("kernel", kernel, space);
    Ints steps = Space.each("stride", stride, space);
    Ints apart = Space.each("dilation", dilation, space);
    Shape shape = Shape.of(size.toArray()).plus(in / groups, filters);
    Tensor weight = Ending.weight(scope, name, shape, initializer, activation);
    return x.convolve(weight, padding.window(x.shape(), size, steps, apart), groups);
  }
}
