package gradus.nn;

import static gradus.nn.activation.Activations.RELU;
import static gradus.nn.activation.Activations.SELU;
import static gradus.nn.activation.Activations.SIGMOID;
import static gradus.nn.activation.Activations.TANH;

import gradus.core.shape.Ints;
import gradus.core.shape.Shape;
import gradus.nn.activation.*;
import gradus.nn.init.*;
import gradus.nn.layer.*;
import java.util.List;

/** A layer and an input shape for each line of the catalog, and more where settings matter. */
final class LayerRows {
  /** A layer, the input it takes, and the shape it must give. */
  record Row(Layer layer, Shape input, Shape output) {}

  private LayerRows() {}

  static final List<Row> ALL =
      List.of(
          row(Dense.of(3), s(4, 2), s(4, 3)),
          row(Dense.of(3).activation(TANH).withoutBias(), s(2, 3, 4), s(2, 3, 3)),
          row(Dense.of(2).initializer(new Orthogonal(2)), s(1, 2), s(1, 2)),
          row(Conv1d.of(2, 3), s(2, 5, 2), s(2, 5, 2)),
          row(Conv1d.of(2, 2).stride(2).padding(Padding.of(1, 0)), s(1, 5, 2), s(1, 3, 2)),
          row(Conv2d.of(2, 3), s(1, 4, 3, 2), s(1, 4, 3, 2)),
          row(
              Conv2d.of(4, 3, 2).stride(2, 1).padding(Padding.VALID).groups(2).activation(SIGMOID),
              s(1, 5, 3, 2),
              s(1, 2, 2, 4)),
          row(
              Conv2d.of(1, 2).dilation(2).padding(Padding.of(1)).withoutBias(),
              s(1, 3, 3, 1),
              s(1, 3, 3, 1)),
          row(Conv2d.of(2, 3).stride(2), s(1, 4, 5, 1), s(1, 2, 3, 2)),
          row(Conv3d.of(2, 2).padding(Padding.VALID), s(1, 2, 3, 2, 1), s(1, 1, 2, 1, 2)),
          row(DepthwiseConv2d.of(2).multiplier(2), s(1, 3, 3, 2), s(1, 3, 3, 4)),
          row(SeparableConv2d.of(3, 2).activation(TANH), s(1, 3, 2, 2), s(1, 3, 2, 3)),
          row(ConvTranspose2d.of(2, 3).stride(2), s(1, 2, 3, 2), s(1, 4, 6, 2)),
          row(
              ConvTranspose2d.of(2, 3).stride(2).padding(Padding.of(1)).outputPadding(1).groups(2),
              s(1, 2, 2, 4),
              s(1, 4, 4, 2)),
          row(
              ConvTranspose2d.of(1, 2).padding(Padding.VALID).dilation(2),
              s(1, 2, 2, 1),
              s(1, 4, 4, 1)),
          row(MaxPool.of(2), s(1, 4, 5, 2), s(1, 2, 2, 2)),
          row(MaxPool.of(3).stride(2).padding(Padding.of(1)), s(2, 6, 1), s(2, 3, 1)),
          row(MaxPool.of(3).stride(2).ceil(true), s(1, 6, 6, 1), s(1, 3, 3, 1)),
          row(MaxPool.of(2).stride(1).dilation(2), s(1, 4, 1), s(1, 2, 1)),
          row(AvgPool.of(2), s(1, 4, 6, 2), s(1, 2, 3, 2)),
          row(AvgPool.of(3).stride(2).padding(Padding.of(1)), s(1, 6, 5, 1), s(1, 3, 3, 1)),
          row(
              AvgPool.of(3).stride(2).padding(Padding.of(1)).countPadding(false).ceil(true),
              s(1, 6, 5, 1),
              s(1, 4, 3, 1)),
          row(new GlobalAvgPool(), s(2, 2, 3, 2), s(2, 2)),
          row(new GlobalMaxPool(), s(2, 2, 3, 2), s(2, 2)),
          row(AdaptiveAvgPool.of(2, 3), s(1, 5, 6, 2), s(1, 2, 3, 2)),
          row(AdaptiveMaxPool.of(2, 3), s(1, 5, 6, 2), s(1, 2, 3, 2)),
          row(Upsample.of(2), s(1, 2, 3, 1), s(1, 4, 6, 1)),
          row(Upsample.of(2).to(5, 7), s(1, 3, 4, 1), s(1, 5, 7, 1)),
          row(Upsample.of(2).to(5, 7).bilinear(false), s(1, 3, 4, 1), s(1, 5, 7, 1)),
          row(Upsample.of(2).bilinear(true), s(1, 3, 2), s(1, 6, 2)),
          row(Flatten.of(), s(2, 3, 2), s(2, 6)),
          row(Reshape.of(2, -1), s(2, 6), s(2, 2, 3)),
          row(new Rescale(0.5, 1), s(2, 2), s(2, 2)),
          row(BatchNorm.of(), s(5, 2), s(5, 2)),
          row(new BatchNorm(0.01, 1e-3, false), s(2, 3, 2, 2), s(2, 3, 2, 2)),
          row(LayerNorm.of(), s(3, 4), s(3, 4)),
          row(new LayerNorm(Ints.of(-2, -1), 1e-3, false), s(2, 3, 2), s(2, 3, 2)),
          row(new GroupNorm(2, 1e-5, true), s(2, 3, 4), s(2, 3, 4)),
          row(InstanceNorm.of(), s(2, 3, 2, 2), s(2, 3, 2, 2)),
          row(RmsNorm.of(), s(2, 3), s(2, 3)),
          row(new LocalResponseNorm(3, 0.5, 0.75, 2, false), s(1, 2, 5), s(1, 2, 5)),
          row(new L2Normalize(-1, 1e-12), s(2, 3), s(2, 3)),
          row(Dropout.of(0.4), s(4, 5), s(4, 5)),
          row(SpatialDropout.of(0.4), s(2, 3, 4), s(2, 3, 4)),
          row(AlphaDropout.of(0.3), s(4, 5), s(4, 5)),
          row(GaussianNoise.of(0.3), s(4, 5), s(4, 5)),
          row(Embedding.of(5, 2), s(3, 2), s(3, 2, 2)),
          row(Rnn.of(3), s(2, 4, 2), s(2, 3)),
          row(Rnn.of(2).activation(SIGMOID).everyTime(), s(1, 3, 2), s(1, 3, 2)),
          row(Rnn.of(2).direction(Direction.BACKWARD).everyTime(), s(2, 3, 1), s(2, 3, 2)),
          row(Rnn.of(2).direction(Direction.BOTH), s(1, 1, 3), s(1, 4)),
          row(Lstm.of(3), s(2, 4, 2), s(2, 3)),
          row(
              Lstm.of(2).forgetBias(-1).everyTime().initializer(new Orthogonal(2)),
              s(1, 3, 2),
              s(1, 3, 2)),
          row(Lstm.of(2).direction(Direction.BOTH).everyTime(), s(2, 3, 1), s(2, 3, 4)),
          row(Gru.of(3), s(2, 4, 2), s(2, 3)),
          row(Gru.of(2).everyTime().recurrentInitializer(HeNormal.of()), s(1, 3, 2), s(1, 3, 2)),
          row(Gru.of(2).direction(Direction.BACKWARD), s(2, 2, 2), s(2, 2)),
          row(Residual.of(Dense.of(3).activation(TANH)), s(2, 3), s(2, 3)),
          row(Residual.of(Dense.of(2)).withScale(), s(2, 3), s(2, 2)),
          row(
              Residual.of(Conv2d.of(2, 3).stride(2), SELU).shortcut(Conv2d.of(2, 1).stride(2)),
              s(1, 4, 3, 1),
              s(1, 2, 2, 2)),
          row(Residual.of(Conv2d.of(2, 3).stride(2)), s(1, 4, 3, 1), s(1, 2, 2, 2)),
          row(DenseBlock.of(2, Dense.of(2), TANH), s(2, 3), s(2, 7)),
          row(Parallel.of(Dense.of(2), TANH), s(2, 3), s(2, 5)),
          row(Parallel.of(Dense.of(3), TANH).join(Join.MULTIPLY), s(2, 3), s(2, 3)),
          row(
              new Graph(
                  List.of(
                      Graph.node("a", Dense.of(3), "input"),
                      Graph.node("b", TANH),
                      Graph.node("c", Dense.of(2), "a", "b", "input"),
                      Graph.node("d", new Identity(), "c", "a").join(Join.CONCAT)),
                  "d"),
              s(2, 3),
              s(2, 5)),
          row(Sequential.of(Dense.of(2), RELU, Dense.of(1)), s(3, 2), s(3, 1)),
          row(new Identity(), s(2, 3), s(2, 3)),
          row(new Sigmoid(), s(2, 3), s(2, 3)),
          row(new Tanh(), s(2, 3), s(2, 3)),
          row(new Relu(), s(2, 3), s(2, 3)),
          row(new LeakyRelu(0.2), s(2, 3), s(2, 3)),
          row(new Prelu(0.3, false), s(2, 3), s(2, 3)),
          row(new Prelu(0.25, true), s(2, 3), s(2, 3)),
          row(new Relu6(), s(2, 3), s(2, 3)),
          row(new Elu(0.5), s(2, 3), s(2, 3)),
          row(new Selu(), s(2, 3), s(2, 3)),
          row(new Celu(0.5), s(2, 3), s(2, 3)),
          row(new Gelu(false), s(2, 3), s(2, 3)),
          row(new Gelu(true), s(2, 3), s(2, 3)),
          row(new Silu(), s(2, 3), s(2, 3)),
          row(new Mish(), s(2, 3), s(2, 3)),
          row(new Softplus(2, 1), s(2, 3), s(2, 3)),
          row(new Softsign(), s(2, 3), s(2, 3)),
          row(new HardSigmoid(), s(2, 3), s(2, 3)),
          row(new HardSwish(), s(2, 3), s(2, 3)),
          row(new HardTanh(-0.5, 0.7), s(2, 3), s(2, 3)),
          row(new LogSigmoid(), s(2, 3), s(2, 3)),
          row(new Softmax(1), s(2, 3, 2), s(2, 3, 2)),
          row(new LogSoftmax(-1), s(2, 3), s(2, 3)),
          row(new Glu(1), s(2, 4), s(2, 2)));

  private static Row row(Layer layer, Shape input, Shape output) {
    return new Row(layer, input, output);
  }

  private static Shape s(int... sizes) {
    return Shape.of(sizes);
  }
}
