package gradus.nn.activation;

import gradus.nn.config.Catalog;
import java.util.List;

/** All activations, and each with its usual settings. */
public final class Activations {
  /** All activations by name. */
  public static final Catalog<Activation> CATALOG =
      new Catalog<>(
          "activation",
          List.of(
              Identity.ENTRY,
              Sigmoid.ENTRY,
              Tanh.ENTRY,
              Relu.ENTRY,
              LeakyRelu.ENTRY,
              Prelu.ENTRY,
              Relu6.ENTRY,
              Elu.ENTRY,
              Selu.ENTRY,
              Celu.ENTRY,
              Gelu.ENTRY,
              Silu.ENTRY,
              Mish.ENTRY,
              Softplus.ENTRY,
              Softsign.ENTRY,
              HardSigmoid.ENTRY,
              HardSwish.ENTRY,
              HardTanh.ENTRY,
              LogSigmoid.ENTRY,
              Softmax.ENTRY,
              LogSoftmax.ENTRY,
              Glu.ENTRY));

  /** {@link Identity}. */
  public static final Activation IDENTITY = new Identity();

  /** {@link Sigmoid}. */
  public static final Activation SIGMOID = new Sigmoid();

  /** {@link Tanh}. */
  public static final Activation TANH = new Tanh();

  /** {@link Relu}. */
  public static final Activation RELU = new Relu();

  /** {@link LeakyRelu}. */
  public static final Activation LEAKY_RELU = LeakyRelu.of();

  /** {@link Prelu}. */
  public static final Activation PRELU = Prelu.of();

  /** {@link Relu6}. */
  public static final Activation RELU6 = new Relu6();

  /** {@link Elu}. */
  public static final Activation ELU = Elu.of();

  /** {@link Selu}. */
  public static final Activation SELU = new Selu();

  /** {@link Celu}. */
  public static final Activation CELU = Celu.of();

  /** {@link Gelu}. */
  public static final Activation GELU = Gelu.of();

  /** {@link Silu}. */
  public static final Activation SILU = new Silu();

  /** {@link Mish}. */
  public static final Activation MISH = new Mish();

  /** {@link Softplus}. */
  public static final Activation SOFTPLUS = Softplus.of();

  /** {@link Softsign}. */
  public static final Activation SOFTSIGN = new Softsign();

  /** {@link HardSigmoid}. */
  public static final Activation HARD_SIGMOID = new HardSigmoid();

  /** {@link HardSwish}. */
  public static final Activation HARD_SWISH = new HardSwish();

  /** {@link HardTanh}. */
  public static final Activation HARD_TANH = HardTanh.of();

  /** {@link LogSigmoid}. */
  public static final Activation LOG_SIGMOID = new LogSigmoid();

  /** {@link Softmax}. */
  public static final Activation SOFTMAX = Softmax.of();

  /** {@link LogSoftmax}. */
  public static final Activation LOG_SOFTMAX = LogSoftmax.of();

  /** {@link Glu}. */
  public static final Activation GLU = Glu.of();

  private Activations() {}
}
