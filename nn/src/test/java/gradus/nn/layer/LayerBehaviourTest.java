package gradus.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.core.shape.DType;
import gradus.core.shape.Shape;
import gradus.core.tensor.Key;
import gradus.core.tensor.Tensor;
import gradus.nn.Layer;
import gradus.nn.ParameterSpec;
import gradus.nn.Trace;
import gradus.nn.activation.Activations;
import gradus.nn.config.ConfigException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LayerBehaviourTest {
  private static Trace trace(Layer layer, Tensor x, boolean training) {
    Map<String, Tensor> values = new HashMap<>();
    for (ParameterSpec spec : Trace.parameters(layer, x.shape(), x.type())) {
      values.put(spec.name(), Tensor.of(spec.shape(), spec.initializer().values(spec.shape(), 3)));
    }
    return Trace.of(layer, x, training, Key.of(1, 1), values);
  }

  @Test
  void dropoutKeepsTheMeanAndDoesNothingOtherwise() {
    Tensor ones = Tensor.ones(Shape.of(100, 100));
    float[] y = trace(Dropout.of(0.3), ones, true).output().toFloats();
    int dropped = 0;
    for (float value : y) {
      assertThat(value == 0 || Math.abs(value - 1 / 0.7) < 1e-6).isTrue();
      dropped += value == 0 ? 1 : 0;
    }
    assertThat(dropped / 10000.0).isCloseTo(0.3, within(0.025));
    assertThat(trace(Dropout.of(0.3), ones, false).output()).isSameAs(ones);
    assertThatThrownBy(() -> Dropout.of(1)).hasMessageContaining("[0, 1)");
  }

  @Test
  void spatialDropoutDropsWholeChannels() {
    float[] y =
        trace(SpatialDropout.of(0.5), Tensor.ones(Shape.of(1, 4, 64)), true).output().toFloats();
    for (int i = 0; i < 64; i++) {
      assertThat(y[64 + i]).isEqualTo(y[i]);
    }
    assertThat(y).contains(0f, 2f);
  }

  @Test
  void alphaDropoutKeepsMeanAndVariance() {
    Shape shape = Shape.of(20000);
    Tensor x = Tensor.of(shape, new gradus.nn.init.Normal(0, 1).values(shape, 2));
    Tensor y = trace(AlphaDropout.of(0.2), x, true).output();
    assertThat(y.mean().item()).isCloseTo(0, within(0.05f));
    assertThat(y.variance().item()).isCloseTo(1, within(0.08f));
  }

  @Test
  void batchNormMovesItsAveragesByTheUnbiasedVariance() {
    Tensor x = Tensor.of(new float[][] {{1}, {3}});
    Trace trace = trace(BatchNorm.of(), x, true);
    assertThat(trace.output().toFloats()).containsExactly(new float[] {-1, 1}, within(1e-4f));
    assertThat(trace.updates().get("running_mean").item()).isCloseTo(0.2f, within(1e-6f));
    assertThat(trace.updates().get("running_var").item()).isCloseTo(1.1f, within(1e-6f));
    assertThat(trace(BatchNorm.of(), x, false).output().toFloats())
        .containsExactly(new float[] {1, 3}, within(1e-4f));
    assertThat(trace(BatchNorm.of(), x, false).updates()).isEmpty();
  }

  @Test
  void aScaledResidualStartsAsTheIdentity() {
    Tensor x = Tensor.of(new float[][] {{1, -2, 3}});
    assertThat(trace(Residual.of(Dense.of(3)).withScale(), x, true).output().toFloats())
        .containsExactly(1, -2, 3);
  }

  @Test
  void poolingIgnoresPaddingAndAverages() {
    Tensor x = Tensor.of(Shape.of(1, 4, 1), -4, -3, -2, -1);
    assertThat(trace(MaxPool.of(3).stride(1).padding(Padding.SAME), x, true).output().toFloats())
        .containsExactly(-3, -2, -1, -1);
    AvgPool mean = AvgPool.of(2).padding(Padding.of(1));
    assertThat(trace(mean, x, true).output().toFloats()).containsExactly(-2, -2.5f, -0.5f);
    assertThat(trace(mean.countPadding(false), x, true).output().toFloats())
        .containsExactly(-4, -2.5f, -1);
  }

  @Test
  void thePaddingIdTakesNoGradient() {
    Tensor ids = Tensor.ints(Shape.of(1, 3), 0, 1, 0);
    Tensor table = Tensor.input("table", Shape.of(2, 1), DType.F32);
    Trace trace =
        Trace.of(Embedding.of(2, 1).paddingId(0), ids, true, Key.of(0, 0), Map.of("table", table));
    var gradient =
        gradus.core.grad.Gradients.of(
            List.of(trace.output().sum().node()),
            List.of(Tensor.scalar(1).node()),
            List.of(table.node()));
    assertThat(Tensor.of(gradient.get(0)).toFloats()).containsExactly(0, 1);
  }

  @Test
  void misfitsNameTheLayerAndTheFix() {
    Tensor images = Tensor.zeros(Shape.of(2, 28, 28));
    Layer model = gradus.nn.Sequential.of(Conv2d.of(2, 3));
    assertThatThrownBy(() -> Trace.of(model, images, true, Key.of(0, 0)))
        .hasMessageContaining("conv2d_1")
        .hasMessageContaining("[2, 28, 28]")
        .hasMessageContaining("reshape");
    assertThatThrownBy(() -> trace(Reshape.of(5, 5), Tensor.zeros(Shape.of(2, 24)), true))
        .hasMessageContaining("24");
    assertThatThrownBy(() -> trace(new GroupNorm(3, 0, true), Tensor.zeros(Shape.of(2, 4)), true))
        .hasMessageContaining("4 channels and 3");
  }

  @Test
  void runFilesReadAsTheyAreWritten() {
    Object tree =
        Map.of(
            "conv2d",
            Map.of("filters", 32L, "kernel", 3L, "activation", "relu", "padding", List.of(0L, 1L)));
    assertThat(Layers.CATALOG.read(tree, ""))
        .isEqualTo(Conv2d.of(32, 3).activation(Activations.RELU).padding(Padding.of(0, 1)));
    assertThat(Layers.CATALOG.read("batch_norm", "")).isEqualTo(BatchNorm.of());
    assertThat(Layers.CATALOG.read(Map.of("residual", List.of("relu")), ""))
        .isEqualTo(Residual.of(Activations.RELU));
    assertThat(Layers.CATALOG.write(Dense.of(10))).isEqualTo(Map.of("dense", 10L));
    Object graph =
        Map.of(
            "graph",
            Map.of(
                "nodes",
                List.of(Map.of("name", "a", "layer", Map.of("dense", 8L), "inputs", "input"))));
    assertThat(Layers.CATALOG.read(graph, ""))
        .isEqualTo(Graph.of(Graph.node("a", Dense.of(8), "input")));
    assertThatThrownBy(
            () ->
                Layers.CATALOG.read(
                    Map.of("conv2d", Map.of("filters", 2L, "padding", "sane")), "model[0]"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("model[0].conv2d.padding")
        .hasMessageContaining("same");
    assertThatThrownBy(() -> Graph.of(Graph.node("a", Dense.of(8), "b")))
        .hasMessageContaining("'b'");
  }
}
