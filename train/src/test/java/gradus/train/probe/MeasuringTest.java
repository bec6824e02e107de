package gradus.train.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import gradus.core.compile.Compiler;
import gradus.core.cpu.Cpu;
import gradus.core.ir.Data;
import gradus.core.shape.Ints;
import gradus.core.shape.Shape;
import gradus.nn.Layer;
import gradus.nn.Sequential;
import gradus.nn.activation.Activations;
import gradus.nn.layer.BatchNorm;
import gradus.nn.layer.Conv2d;
import gradus.nn.layer.Dense;
import gradus.nn.layer.Direction;
import gradus.nn.layer.Dropout;
import gradus.nn.layer.Flatten;
import gradus.nn.layer.Gru;
import gradus.nn.layer.LayerNorm;
import gradus.nn.layer.Lstm;
import gradus.nn.layer.MaxPool;
import gradus.nn.layer.Reshape;
import gradus.nn.layer.Residual;
import gradus.nn.layer.Rnn;
import gradus.nn.loss.CrossEntropy;
import gradus.nn.loss.MeanSquaredError;
import gradus.nn.optim.Adam;
import gradus.nn.optim.Sgd;
import gradus.train.Engine;
import gradus.train.Recipe;
import gradus.train.data.Batch;
import gradus.train.log.Event;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is measured in a step: its values, and that it changes nothing. */
class MeasuringTest {
  private static final Compiler VECTORS = new Compiler(Cpu.detect());
  private static final Map<String, Layer> MODELS =
      Map.of(
          "recurrent",
          Sequential.of(
              new Reshape(Ints.of(8, 8)),
              Lstm.of(6).direction(Direction.BOTH).everyTime(),
              Gru.of(7).direction(Direction.BACKWARD).everyTime(),
              Rnn.of(5),
              Dense.of(10)),
          "mlp",
          Sequential.of(
              Dense.of(33).activation(Activations.TANH),
              Dense.of(21).activation(Activations.SIGMOID),
              Dense.of(10)),
          "norms",
          Sequential.of(
              Dense.of(24).withoutBias(),
              BatchNorm.of(),
              Activations.RELU,
              Dense.of(17),
              LayerNorm.of(),
              Activations.RELU,
              Dropout.of(0.2),
              Dense.of(10)),
          "residual",
          Sequential.of(
              Dense.of(16),
              Residual.of(Dense.of(16).activation(Activations.RELU), Dense.of(16)),
              Residual.of(LayerNorm.of(), Dense.of(16).activation(Activations.TANH)),
              Dense.of(10)),
          "rezero",
          Sequential.of(Dense.of(16), Residual.of(Dense.of(16)).withScale(), Dense.of(10)),
          "image",
          Sequential.of(
              new Reshape(Ints.of(8, 8, 1)),
              Conv2d.of(6, 3).activation(Activations.RELU),
              BatchNorm.of(),
              MaxPool.of(2),
              Residual.of(Conv2d.of(6, 3), BatchNorm.of(), Activations.RELU),
              Flatten.of(),
              Dense.of(10)),
          "own",
          Sequential.of(
              (x, scope) -> {
                var h = x;
                for (int t = 0; t < 3; t++) {
                  h = scope.apply("cell", Dense.of(64).activation(Activations.TANH), h);
                }
                return h;
              },
              Dense.of(10)));

  private static Batch batch(int size) {
    Random random = new Random(7);
    float[] features = new float[size * 64];
    int[] labels = new int[size];
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) random.nextGaussian();
    }
    for (int i = 0; i < size; i++) {
      labels[i] = random.nextInt(10);
    }
    return new Batch(features, labels, new float[0], size);
  }

  private static Engine engine(Recipe recipe) {
    return new Engine(recipe, Shape.of(64), 0, 3, VECTORS, 2);
  }

  private static Recipe recipe(String model) {
    return Recipe.of(MODELS.get(model), CrossEntropy.ofLabels(), Adam.of(1e-2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mlp", "norms", "residual", "rezero", "image", "own", "recurrent"})
  void measuringChangesNoBit(String model) {
    Batch batch = batch(48);
    try (Engine plain = engine(recipe(model));
        Engine measured = engine(recipe(model))) {
      for (int step = 1; step <= 6; step++) {
        Engine.Outcome one = plain.train(batch, step, step, 1e-2, true, false);
        Engine.Outcome two = measured.train(batch, step, step, 1e-2, true, step % 2 == 1);
        assertThat(two.loss()).isEqualTo(one.loss());
      }
      assertThat(bits(measured)).isEqualTo(bits(plain));
    }
  }

  private static Map<String, String> bits(Engine engine) {
    return engine.snapshot().entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, entry -> Arrays.toString(entry.getValue().toBits())));
  }

  private static Engine.Outcome measure(String model) {
    try (Engine engine = engine(recipe(model))) {
      return engine.train(batch(48), 1, 1, 1e-2, true, true);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mlp", "norms", "residual", "image", "own", "recurrent"})
  void gainsAndJunctionsMultiplyToTheWholeGain(String model) {
    List<Event.Link> links = measure(model).signals();
    double product = 0;
    int first = 0;
    while (links.get(first).gradient().isEmpty()) {
      first++;
    }
    for (Event.Link link : links.subList(first + 1, links.size())) {
      product += Math.log10(link.gain()) + Math.log10(link.junction());
    }
    double whole =
        Math.log10(links.get(first).gradient().orElseThrow().rms())
            - Math.log10(links.getLast().gradient().orElseThrow().rms());
    assertThat(product).isCloseTo(whole, within(1e-9));
  }

  @Test
  void rolesAreSeenInTheOperations() {
    Function<String, List<String>> roles =
        model -> measure(model).signals().stream().map(l -> l.path() + " " + l.role()).toList();
    assertThat(roles.apply("mlp"))
        .containsExactly(
            "dense_1 WEIGHT",
            "dense_1.tanh_1 SLOPE",
            "dense_2 WEIGHT",
            "dense_2.sigmoid_1 SLOPE",
            "dense_3 WEIGHT");
    assertThat(roles.apply("residual"))
        .containsExactly(
            "dense_1 WEIGHT",
            "residual_1.dense_1 WEIGHT",
            "residual_1.dense_1.relu_1 SLOPE",
            "residual_1.dense_2 WEIGHT",
            "residual_1 SKIP",
            "residual_2.layer_norm_1 NORM",
            "residual_2.dense_1 WEIGHT",
            "residual_2.dense_1.tanh_1 SLOPE",
            "residual_2 SKIP",
            "dense_2 WEIGHT");
    assertThat(roles.apply("own"))
        .contains("layer_1.cell[1] WEIGHT", "layer_1.cell.tanh_1[3] SLOPE");
    assertThat(roles.apply("norms"))
        .contains("batch_norm_1 NORM", "dropout_1 OTHER", "relu_2 SLOPE");
  }

  @Test
  void valuesAndGradientsAreThoseOfTheTextbook() {
    // one layer y = x W, loss mean((y - t)^2): dy = 2 (y - t) / count, dW = x' dy
    Recipe recipe =
        Recipe.of(Sequential.of(Dense.of(2).withoutBias()), new MeanSquaredError(), Sgd.of(0.5));
    float[] x = {1, -2, 0.5f, 3, 0, -1};
    float[] t = {1, 0, -1, 2, 0, 1};
    Engine.Outcome outcome;
    float[] w;
    try (Engine engine = new Engine(recipe, Shape.of(2), 2, 3, VECTORS, 1)) {
      w = engine.modelValues().get("dense_1.weight").toFloats();
      outcome = engine.train(new Batch(x, new int[0], t, 3), 1, 1, 0.5, true, true);
    }
    double[] y = new double[6];
    double[] dw = new double[4];
    double ySquares = 0;
    double dySquares = 0;
    for (int row = 0; row < 3; row++) {
      for (int j = 0; j < 2; j++) {
        y[2 * row + j] = x[2 * row] * w[j] + x[2 * row + 1] * w[2 + j];
        double dy = 2 * (y[2 * row + j] - t[2 * row + j]) / 6;
        ySquares += y[2 * row + j] * y[2 * row + j];
        dySquares += dy * dy;
        dw[j] += x[2 * row] * dy;
        dw[2 + j] += x[2 * row + 1] * dy;
      }
    }
    Event.Link link = outcome.signals().getFirst();
    assertThat(link.values().rms()).isCloseTo(Math.sqrt(ySquares / 6), within(1e-6));
    assertThat(link.values().mean()).isCloseTo(Arrays.stream(y).sum() / 6, within(1e-6));
    assertThat(link.gradient().orElseThrow().rms())
        .isCloseTo(Math.sqrt(dySquares / 6), within(1e-6));
    Event.Part part = outcome.parameters().getFirst();
    double rms = Math.sqrt(Arrays.stream(dw).map(d -> d * d).sum() / 4);
    assertThat(part.gradientRms()).isCloseTo(rms, within(1e-6));
    assertThat(part.gradientMax())
        .isCloseTo(Arrays.stream(dw).map(Math::abs).max().orElseThrow(), within(1e-6));
    assertThat(part.updateRatio()).isCloseTo(0.5 * rms / part.weightRms(), within(1e-6));
  }

  @Test
  void tinyGradientsAreMeasuredExactly() {
    Layer[] layers = new Layer[31];
    Arrays.fill(layers, Dense.of(64).activation(Activations.SIGMOID));
    layers[30] = Dense.of(10);
    Recipe recipe = Recipe.of(Sequential.of(layers), CrossEntropy.ofLabels(), Sgd.of(0.1));
    try (Engine engine = engine(recipe)) {
      List<Event.Link> links = engine.train(batch(32), 1, 1, 0.1, true, true).signals();
      double first = links.getFirst().gradient().orElseThrow().rms();
      assertThat(first).isBetween(1e-28, 1e-12);
      assertThat(links)
          .allMatch(
              link -> link.gain() > 0 || link.gradient().isEmpty() || link == links.getFirst());
    }
  }

  @Test
  void deadUnitsAreCountedOverManySamples() {
    Recipe recipe =
        Recipe.of(
            Sequential.of(Dense.of(8).activation(Activations.RELU), Dense.of(10)),
            CrossEntropy.ofLabels(),
            Sgd.of(0.0));
    try (Engine engine = engine(recipe)) {
      Map<String, Data> values = engine.modelValues();
      float[] bias = new float[8];
      bias[1] = -1000;
      bias[5] = -1000;
      engine.restore(Map.of("value:dense_1.bias", Data.floats(Shape.of(8), bias)));
      assertThat(values).containsKey("dense_1.bias");
      Event.Units units = null;
      for (int step = 1; step <= 7; step++) {
        Engine.Outcome outcome = engine.train(batch(48), step, step, 0, true, true);
        units = outcome.signals().get(1).units().orElseThrow();
        assertThat(units.silent()).isEqualTo(2);
        assertThat(units.dead()).isEqualTo(step < 7 ? 0 : 2);
      }
      assertThat(units.count()).isEqualTo(8);
      assertThat(units.live().getFirst()).isEqualTo(0.0);
    }
  }

  @Test
  void gatesOfEachTimeAreCountedOneByOne() {
    Recipe recipe =
        Recipe.of(
            Sequential.of(Reshape.of(4, 16), Gru.of(5), Dense.of(10)),
            CrossEntropy.ofLabels(),
            Sgd.of(0.0));
    try (Engine engine = engine(recipe)) {
      float[] bias = new float[15];
      bias[1] = -1000; // of the reset gate
      bias[7] = 1000; // of the one that keeps
      bias[8] = -1000;
      engine.restore(Map.of("value:gru_1.bias", Data.floats(Shape.of(15), bias)));
      List<Event.Link> times =
          engine.train(batch(48), 1, 1, 0, true, true).signals().stream()
              .filter(link -> link.path().startsWith("gru_1.step["))
              .toList();
      assertThat(times).hasSize(4);
      for (Event.Link time : times) {
        Event.Units units = time.units().orElseThrow();
        assertThat(units.count()).isEqualTo(15);
        assertThat(units.samples()).isEqualTo(48);
        assertThat(units.silent()).isEqualTo(3);
        assertThat(units.live().getFirst()).isZero();
        assertThat(units.live().getLast()).isEqualTo(1);
      }
    }
  }

  @Test
  void theCosineOfTheSameGradientIsOne() {
    try (Engine engine = engine(recipe("mlp"))) {
      assertThat(engine.train(batch(48), 1, 1, 0, true, true).parameters())
          .allMatch(part -> part.cosine().isEmpty());
      assertThat(engine.train(batch(48), 2, 2, 0, true, true).parameters())
          .allSatisfy(part -> assertThat(part.cosine().orElseThrow()).isCloseTo(1, within(1e-5)));
      assertThat(engine.train(batch(48), 4, 4, 0, true, true).parameters())
          .allMatch(part -> part.cosine().isEmpty());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mlp", "norms", "residual", "image", "own", "recurrent"})
  void anyTeamMeasuresTheSameBits(String model) {
    Batch batch = batch(48);
    List<Engine.Outcome> first = null;
    for (int threads = 1; threads <= 3; threads++) {
      List<Engine.Outcome> outcomes = new ArrayList<>();
      try (Engine engine = new Engine(recipe(model), Shape.of(64), 0, 3, VECTORS, threads)) {
        for (int step = 1; step <= 3; step++) {
          outcomes.add(engine.train(batch, step, step, 1e-2, true, true));
        }
      }
      first = first == null ? outcomes : first;
      assertThat(outcomes).isEqualTo(first);
    }
  }

  @Test
  void updatesAreThoseOfTheStepAlone() {
    Recipe recipe = Recipe.of(MODELS.get("mlp"), CrossEntropy.ofLabels(), Sgd.of(0.5));
    Batch batch = batch(48);
    try (Engine engine = engine(recipe)) {
      boolean[] measured = {true, true, false, true, false, false, true, true};
      for (int step = 1; step <= measured.length; step++) {
        Engine.Outcome outcome = engine.train(batch, step, step, 0.5, true, measured[step - 1]);
        assertThat(outcome.parameters().stream().filter(part -> part.weightRms() > 0))
            .allSatisfy(
                part ->
                    assertThat(part.updateRatio() * part.weightRms())
                        .isCloseTo(0.5 * part.gradientRms(), withinPercentage(0.1)));
      }
      Map<String, Data> values = engine.snapshot();
      engine.train(batch, 9, 9, 0.5, true, true);
      engine.restore(values);
      assertThat(engine.train(batch, 10, 10, 0, true, true).parameters())
          .allMatch(part -> part.updateRatio() == 0);
    }
  }

  @Test
  void measuringNeedsLittleMemory() {
    Layer[] layers = new Layer[20];
    Arrays.fill(layers, Sequential.of(Dense.of(256), BatchNorm.of(), Activations.RELU));
    layers[19] = Dense.of(10);
    Recipe recipe = Recipe.of(Sequential.of(layers), CrossEntropy.ofLabels(), Adam.of(1e-3));
    try (Engine engine = engine(recipe)) {
      long plain = engine.plannedBytes(128, true);
      engine.train(batch(128), 1, 1, 1e-3, true, true);
      assertThat(engine.bytes()).isBetween(plain, plain + plain / 39);
    }
  }
}
