package gradus.health.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;
import gradus.health.Decades;
import gradus.nn.Layer;
import gradus.nn.Scope;
import gradus.nn.Sequential;
import gradus.nn.activation.Activation;
import gradus.nn.activation.Activations;
import gradus.nn.init.Constant;
import gradus.nn.init.HeNormal;
import gradus.nn.init.LecunNormal;
import gradus.nn.init.Normal;
import gradus.nn.init.Orthogonal;
import gradus.nn.init.Zeros;
import gradus.nn.layer.BatchNorm;
import gradus.nn.layer.Dense;
import gradus.nn.layer.Lstm;
import gradus.nn.layer.Residual;
import gradus.nn.layer.Rnn;
import gradus.train.log.Event;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The published figures of mean-field theory, and what a forecast says of whole networks. */
class ForecastTest {
  private static final int WIDE = 4096;

  /** Dense layers with weights of variance {@code square / width}, and a last layer like them. */
  private static Forecast plain(int depth, double square, Layer activation) {
    Dense dense = Dense.of(WIDE).initializer(new Normal(0, Math.sqrt(square / WIDE)));
    return Forecast.of(Nets.deep(depth, dense, dense, activation), Shape.of(WIDE), 1);
  }

  private static LayerForecast last(Forecast forecast, Event.Role role) {
    return forecast.layers().stream()
        .filter(layer -> layer.role() == role)
        .reduce((a, b) -> b)
        .orElseThrow();
  }

  /** The gradient through so many pairs of weight and activation, by mean-field theory. */
  private static double through(Forecast forecast, int layers) {
    double gain = 1;
    List<LayerForecast> all = forecast.layers();
    for (int i = 0; i < 2 * layers; i++) {
      gain *= all.get(all.size() - 1 - i).gain().field();
    }
    return gain;
  }

  @Test
  void sigmoidLosesThreeQuartersInEachLayer() {
    Forecast forecast = plain(25, 1, Activations.SIGMOID);
    assertThat(last(forecast, Event.Role.SLOPE).chi()).isCloseTo(0.056, within(0.0005));
    assertThat(through(forecast, 1)).isCloseTo(0.236, within(0.001));
    assertThat(through(forecast, 20)).isCloseTo(2.9e-13, within(0.1e-13));
    assertThat(forecast.verdict().outlook()).isEqualTo(Verdict.Outlook.FAILS);
    assertThat(forecast.verdict().sentence()).contains("loses 15.", "slopes");
  }

  @Test
  void heKeepsTheGradientOfReluExactly() {
    Forecast he = plain(20, 2, Activations.RELU);
    assertThat(through(he, 1)).isCloseTo(1, within(1e-12));
    assertThat(he.chi()).isCloseTo(1, within(1e-12));
    assertThat(he.depthScale()).isInfinite();
    assertThat(he.verdict().outlook()).isEqualTo(Verdict.Outlook.TRAINS);
    assertThat(through(plain(20, 1, Activations.RELU), 20)).isCloseTo(9.8e-4, within(1e-5));
  }

  @Test
  void tanhOfTwoIsALittleChaotic() {
    Forecast forecast = plain(60, 2, Activations.TANH);
    assertThat(Math.pow(through(forecast, 1), 2)).isCloseTo(1.106, within(0.001));
  }

  @Test
  void batchNormWithReluExplodesByItself() {
    Dense dense = Dense.of(WIDE).withoutBias().initializer(HeNormal.of());
    Forecast forecast =
        Forecast.of(
            Nets.deep(50, Dense.of(10), dense, BatchNorm.of(), Activations.RELU),
            Shape.of(WIDE),
            InputLaw.normal(1, 1 << 20),
            9);
    double gain = 1;
    List<LayerForecast> layers = forecast.layers();
    for (LayerForecast layer : layers.subList(75, 78)) {
      gain *= layer.gain().field();
    }
    assertThat(gain).isCloseTo(1.2113, within(0.001));
    assertThat(Math.pow(gain, 50)).isCloseTo(1.4e4, within(0.08e4));
    assertThat(forecast.verdict().sentence()).contains("gains");
  }

  @Test
  void aResidualBlockAddsItsOwnGain() {
    Dense half = Dense.of(WIDE).initializer(new Normal(0, Math.sqrt(0.5 / WIDE)));
    Forecast forecast =
        Forecast.of(
            Sequential.of(Dense.of(WIDE), Residual.of(half), Dense.of(WIDE)), Shape.of(WIDE), 1);
    LayerForecast inner = forecast.layers().get(1);
    assertThat(inner.chi()).isCloseTo(0.5, within(1e-9));
    assertThat(inner.gain().field() * inner.junction()).isCloseTo(Math.sqrt(1.5), within(1e-9));
  }

  @Test
  void reZeroStartsAtOne() {
    Layer block = Residual.of(Dense.of(64), Activations.TANH).withScale();
    Forecast forecast = Forecast.of(Nets.deep(30, Dense.of(64), block), Shape.of(64), 1);
    double input = forecast.layers().getFirst().arriving().field();
    assertThat(forecast.decadesLost()).isLessThan(0.3);
    assertThat(forecast.verdict().outlook()).isEqualTo(Verdict.Outlook.TRAINS);
    assertThat(forecast.layers().getLast().gain().field()).isGreaterThan(0.5);
    assertThat(input).isZero();
  }

  @Test
  void narrowReluNetsAreBornDead() {
    Layer block = Dense.of(3).activation(Activations.RELU).initializer(HeNormal.of());
    Forecast narrow = Forecast.of(Nets.deep(40, Dense.of(3), block), Shape.of(3), 1);
    assertThat(narrow.bornDead()).isCloseTo(1 - Math.pow(1 - 1 / 8.0, 40), within(1e-9));
    assertThat(narrow.verdict().outlook()).isEqualTo(Verdict.Outlook.FAILS);
    Layer wide = Dense.of(64).activation(Activations.RELU);
    assertThat(Forecast.of(Nets.deep(40, wide, wide), Shape.of(64), 1).bornDead())
        .isLessThan(1e-15);
    Layer past = Residual.of(Dense.of(3).activation(Activations.RELU));
    assertThat(Forecast.of(Nets.deep(40, Dense.of(3), past), Shape.of(3), 1).bornDead()).isZero();
  }

  @Test
  void weightsThatAreOneNumberAreToldAndZerosInTheMiddleToo() {
    Dense same = Dense.of(32).activation(Activations.TANH).initializer(new Constant(0.1));
    Verdict verdict = Forecast.of(Sequential.of(same, Dense.of(4)), Shape.of(20), 1).verdict();
    assertThat(verdict.outlook()).isEqualTo(Verdict.Outlook.FAILS);
    assertThat(verdict.sentence()).contains("alike");
    Dense zero = Dense.of(32).initializer(new Zeros());
    Forecast shut = Forecast.of(Sequential.of(Dense.of(32), zero, Dense.of(4)), Shape.of(20), 1);
    assertThat(shut.verdict().outlook()).isEqualTo(Verdict.Outlook.FAILS);
    Forecast heals =
        Forecast.of(
            Sequential.of(Dense.of(32), Dense.of(4).initializer(new Zeros())), Shape.of(20), 1);
    assertThat(heals.verdict().outlook()).isEqualTo(Verdict.Outlook.RISKY);
    assertThat(heals.verdict().sentence()).contains("first step");
  }

  @Test
  void overflowIsSeenBeforeItHappens() {
    Verdict verdict = plain(30, 1e4, Activations.RELU).verdict();
    assertThat(verdict.outlook()).isEqualTo(Verdict.Outlook.FAILS);
    assertThat(verdict.sentence()).contains("overflows");
    assertThat(plain(80, 1, Activations.SIGMOID).verdict().sentence()).contains("underflows");
  }

  /** An activation of the user's own, {@code sin(z)}: E[cos²] = (1 + e^-2q) / 2. */
  private record Sine() implements Activation {
    @Override
    public Tensor apply(Tensor x, Scope scope) {
      return x.sin();
    }

    @Override
    public String formula() {
      return "sin z";
    }

    @Override
    public String derivative() {
      return "cos z";
    }
  }

  @Test
  void activationsOfOnesOwnAreIntegratedToo() {
    Dense dense = Dense.of(WIDE).initializer(new LecunNormal());
    Forecast forecast = Forecast.of(Sequential.of(dense, new Sine(), dense), Shape.of(WIDE), 1);
    LayerForecast sine = forecast.layers().get(1);
    assertThat(sine.chi()).isCloseTo((1 + Math.exp(-2)) / 2, within(1e-9));
    assertThat(sine.rms().field()).isCloseTo(Math.sqrt((1 - Math.exp(-2)) / 2), within(1e-9));
    assertThat(sine.theory()).isTrue();
  }

  @Test
  void aLayerWithoutTheoryIsMeasuredAlone() {
    Layer own = (x, scope) -> x.mul(x).mul(0.5);
    Forecast forecast =
        Forecast.of(Sequential.of(Dense.of(256), own, Dense.of(8)), Shape.of(256), 1);
    LayerForecast square = forecast.layers().get(1);
    assertThat(square.theory()).isFalse();
    assertThat(square.formula()).startsWith("measured");
    assertThat(ForecastTable.lines(forecast).getLast()).startsWith("*");
  }

  @Test
  void theDecadesOfEachKindSumToTheWhole() {
    Layer block =
        Residual.of(Dense.of(24).withoutBias(), BatchNorm.of(), Activations.TANH, Dense.of(24));
    Layer model = Nets.deep(6, Dense.of(Nets.CLASSES), block);
    Shape input = Shape.of(30);
    Forecast theory = Nets.forecast(model, input);
    assertThat(sum(theory.decadesByRole())).isCloseTo(theory.decadesLost(), within(1e-9));
    Forecast both = theory.with(Nets.measured(model, input, 1).getFirst());
    Decades decades = both.measuredDecades().orElseThrow();
    assertThat(sum(decades.byRole())).isCloseTo(decades.total(), within(1e-9));
    assertThat(decades.total()).isCloseTo(both.measuredDecadesLost().orElseThrow(), within(1e-5));
  }

  private static double sum(Map<Event.Role, Double> parts) {
    return parts.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  @Test
  void measurementsOfAnotherNetworkAreRefused() {
    Forecast forecast = Forecast.of(Dense.of(4), Shape.of(3), 1);
    assertThatThrownBy(() -> forecast.with(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("measure the same network");
  }

  @Test
  void theSectionAndTheFieldsHoldEveryLayer() {
    Forecast forecast = plain(3, 2, Activations.RELU);
    String html = ForecastSection.html(forecast);
    assertThat(html).contains("<svg", "polygon", "dense_1", "should train");
    assertThat((List<?>) ForecastFields.of(forecast).get("layers"))
        .hasSize(forecast.layers().size());
    assertThat(ForecastFields.of(forecast).get("depth_scale")).isNull();
  }

  @Test
  void aRecurrenceChangesTheGradientByItsRadiusInEachStep() {
    for (double radius : new double[] {0.5, 1, 2}) {
      Layer linear =
          Rnn.of(24).activation(Activations.IDENTITY).recurrentInitializer(new Orthogonal(radius));
      Forecast forecast = Forecast.of(Sequential.of(linear, Dense.of(4)), Shape.of(11, 6), 1);
      List<LayerForecast> steps =
          forecast.layers().stream().filter(layer -> layer.path().contains("step[")).toList();
      assertThat(steps).hasSize(10);
      assertThat(steps)
          .allSatisfy(step -> assertThat(step.gain().field()).isCloseTo(radius, within(1e-6)));
    }
  }

  @Test
  void anLstmCarriesTheGradientAsFarAsItsForgetGateIsOpen() {
    double kept = gain(Lstm.of(24).forgetBias(6));
    double usual = gain(Lstm.of(24));
    double lost = gain(Lstm.of(24).forgetBias(-6));
    assertThat(kept).isBetween(0.9, 1.3);
    assertThat(usual).isBetween(0.6, 1.0);
    assertThat(lost).isLessThan(0.3);
  }

  /** The mean gain of a step back in time. */
  private static double gain(Layer recurrent) {
    Forecast forecast = Forecast.of(Sequential.of(recurrent, Dense.of(4)), Shape.of(16, 6), 1);
    return Math.pow(
        10,
        forecast.layers().stream()
            .filter(layer -> layer.path().contains("step[") && !layer.path().endsWith("[16]"))
            .filter(layer -> !layer.path().endsWith("[1]"))
            .mapToDouble(layer -> Math.log10(layer.gain().field()))
            .average()
            .orElseThrow());
  }
}
