package gradus.health.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.shape.Ints;
import gradus.core.shape.Shape;
import gradus.nn.Layer;
import gradus.nn.Sequential;
import gradus.nn.activation.Activations;
import gradus.nn.init.HeNormal;
import gradus.nn.init.Orthogonal;
import gradus.nn.init.XavierNormal;
import gradus.nn.init.XavierUniform;
import gradus.nn.layer.BatchNorm;
import gradus.nn.layer.Conv2d;
import gradus.nn.layer.Dense;
import gradus.nn.layer.Dropout;
import gradus.nn.layer.Flatten;
import gradus.nn.layer.LayerNorm;
import gradus.nn.layer.MaxPool;
import gradus.nn.layer.Reshape;
import gradus.nn.layer.Residual;
import gradus.train.log.Event;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random networks of finite width: what is measured lies where the theory says. */
class RandomNetworksTest {
  private static final int SEEDS = 30;
  private static final Shape INPUT = Shape.of(40);
  private static final Map<String, Layer> MODELS = models();

  private static Dense dense(int units) {
    return Dense.of(units);
  }

  private static Map<String, Layer> models() {
    Layer last = dense(Nets.CLASSES);
    Map<String, Layer> models = new LinkedHashMap<>();
    models.put(
        "relu",
        Nets.deep(8, last, dense(40).activation(Activations.RELU).initializer(HeNormal.of())));
    models.put(
        "narrow relu",
        Nets.deep(10, last, dense(12).activation(Activations.RELU).initializer(HeNormal.of())));
    models.put(
        "tanh",
        Nets.deep(
            8, last, dense(40).activation(Activations.TANH).initializer(new XavierUniform(1.4))));
    models.put(
        "sigmoid",
        Nets.deep(
            8, last, dense(32).activation(Activations.SIGMOID).initializer(XavierNormal.of())));
    models.put("gelu", Nets.deep(6, last, dense(48).activation(Activations.GELU)));
    models.put(
        "orthogonal",
        Nets.deep(
            5, last, dense(40).activation(Activations.TANH).initializer(new Orthogonal(1.2))));
    models.put(
        "batch norm",
        Nets.deep(
            6,
            last,
            dense(40).withoutBias().initializer(HeNormal.of()),
            BatchNorm.of(),
            Activations.RELU));
    models.put("layer norm", Nets.deep(5, last, dense(40), LayerNorm.of(), Activations.RELU));
    models.put(
        "residual",
        Nets.deep(5, last, Residual.of(dense(40).activation(Activations.RELU), dense(40))));
    models.put(
        "dropout", Nets.deep(5, last, dense(40).activation(Activations.RELU), Dropout.of(0.3)));
    models.put(
        "image",
        Sequential.of(
            new Reshape(Ints.of(8, 5, 1)),
            Conv2d.of(12, 3).activation(Activations.RELU),
            Conv2d.of(16, 3).activation(Activations.RELU),
            MaxPool.of(2),
            Conv2d.of(16, 3).stride(2).activation(Activations.TANH),
            Flatten.of(),
            last));
    return models;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "relu",
        "narrow relu",
        "tanh",
        "sigmoid",
        "gelu",
        "orthogonal",
        "batch norm",
        "layer norm",
        "residual",
        "dropout",
        "image"
      })
  void theIntervalHoldsWhatIsMeasured(String name) {
    Layer model = MODELS.get(name);
    Forecast theory = Nets.forecast(model, INPUT);
    int signals = 0;
    int gains = 0;
    int gradients = 0;
    int layers = 0;
    int learned = 0;
    double squares = 0;
    for (List<Event.Link> links : Nets.measured(model, INPUT, SEEDS)) {
      for (LayerForecast layer : theory.with(links).layers()) {
        Event.Link link = layer.measured().orElseThrow();
        layers++;
        signals += layer.rms().holds(link.values().rms()) ? 1 : 0;
        if (layer.learned()) {
          learned++;
          gains += layer.gain().holds(link.gain()) ? 1 : 0;
          gradients += layer.arriving().holds(layer.measuredArriving()) ? 1 : 0;
          squares += Math.pow(layer.arriving().z(layer.measuredArriving()).orElse(0), 2);
        }
      }
    }
    assertThat(signals / (double) layers).as("signals").isGreaterThanOrEqualTo(0.95);
    assertThat(gains / (double) learned).as("gains").isGreaterThanOrEqualTo(0.95);
    assertThat(gradients / (double) learned).as("gradients").isGreaterThanOrEqualTo(0.95);
    assertThat(Math.sqrt(squares / learned)).as("not too wide").isGreaterThan(0.2);
  }

  @Test
  void everyModelIsTested() {
    assertThat(MODELS).hasSize(11);
  }
}
