package gradus.nn.layer;

import gradus.core.shape.Ints;
import gradus.core.tensor.Tensor;
import gradus.nn.Layer;
import gradus.nn.Scope;
import gradus.nn.Weighted;
import gradus.nn.activation.Activation;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import gradus.nn.init.Initializer;
import java.util.ArrayList;
import java.util.List;

/**
 * A convolution of every channel alone, by {@code multiplier} filters each: [batch, height, width,
 * in] to [batch, height, width, in multiplier]; output channel {@code c multiplier + m} reads
 * channel c. Parameters: {@code kernel [kh, kw, 1, in multiplier]}, {@code bias} (Sifre 2014).
 *
 * @param multiplier filters for each channel
 * @param spec kernel, stride, padding and the rest; its filters and groups follow from the input
 */
public record DepthwiseConv2d(int multiplier, ConvSpec spec) implements Weighted {
  /** Its line in the catalog. */
  public static final Entry<Layer> ENTRY =
      Entry.of(
          "depthwise_conv2d",
          DepthwiseConv2d.class,
          "Convolution of every channel alone",
          settings(),
          s -> new DepthwiseConv2d(s.whole("multiplier"), read(s)),
          DepthwiseConv2d::write);

  /** One filter of a size for each channel, stride 1, padding "same". */
  public static DepthwiseConv2d of(int... kernel) {
    return new DepthwiseConv2d(1, ConvSpec.of(1, kernel));
  }

  /** With another stride. */
  public DepthwiseConv2d stride(int... steps) {
    return new DepthwiseConv2d(multiplier, spec.stride(steps));
  }

  /** With another padding. */
  public DepthwiseConv2d padding(Padding edges) {
    return new DepthwiseConv2d(multiplier, spec.padding(edges));
  }

  /** With more filters for each channel. */
  public DepthwiseConv2d multiplier(int number) {
    return new DepthwiseConv2d(number, spec);
  }

  /** Without a bias. */
  public DepthwiseConv2d withoutBias() {
    return new DepthwiseConv2d(multiplier, spec.withoutBias());
  }

  /** With an activation. */
  public DepthwiseConv2d activation(Activation following) {
    return new DepthwiseConv2d(multiplier, spec.activation(following));
  }

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    int in = Space.check(x, 2).size(-1);
    return spec.filters(in * multiplier).groups(in).apply(x, scope, 2);
  }

  private static List<Setting> settings() {
    List<Setting> settings = new ArrayList<>();
    for (Setting setting : ConvSpec.settings()) {
      switch (setting.name()) {
        case "filters", "groups" -> {}
        default -> settings.add(setting);
      }
    }
    settings.add(1, Setting.whole("multiplier", 1, 1, "filters for each channel"));
    return settings;
  }

  private static ConvSpec read(Settings s) {
    return new ConvSpec(
        1,
        Ints.of(s.wholes("kernel")),
        Ints.of(s.wholes("stride")),
        Padding.read(s),
        Ints.of(s.wholes("dilation")),
        1,
        s.flag("bias"),
        s.one("activation", Activation.class),
        s.one("initializer", Initializer.class));
  }

  private Settings write() {
    return spec.write().with("multiplier", multiplier);
  }
}
