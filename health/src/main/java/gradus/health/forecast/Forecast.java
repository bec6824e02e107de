package gradus.health.forecast;

import gradus.core.ir.Data;
import gradus.core.shape.DType;
import gradus.core.shape.Shape;
import gradus.health.Decades;
import gradus.nn.Layer;
import gradus.train.Engine;
import gradus.train.data.Batch;
import gradus.train.data.Dataset;
import gradus.train.data.Labels;
import gradus.train.data.Values;
import gradus.train.log.Event;
import gradus.train.run.Prepared;
import gradus.train.run.RunFile;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How signals and gradients will flow through a network, said before its first step from the model,
 * its initialization and the size of its inputs; and beside it what one real batch says.
 *
 * <pre>{@code
 * Forecast forecast = Forecast.of(RunFile.read(Path.of("run.yaml")));
 * forecast.verdict().sentence();       // "will not train: the gradient loses 18.4 decades ..."
 * forecast.decadesLost();              // 18.4
 * forecast.layers().get(3).gain();     // 0.246, between 0.18 and 0.33
 * }</pre>
 *
 * @param name of the network
 * @param input what is known of the inputs
 * @param layers the pieces of the main way, from input to output
 * @param outputGradient rms of the gradient at the output, measured, or {@code 1 / batch} if no
 *     batch was run
 * @param symmetric layers whose units all start alike
 * @param shut layers that no gradient passes at the first step, with no way past them
 */
public record Forecast(
    String name,
    InputLaw input,
    List<LayerForecast> layers,
    double outputGradient,
    List<String> symmetric,
    List<String> shut) {
  /** Keeps immutable copies. */
  public Forecast {
    layers = List.copyOf(layers);
    symmetric = List.copyOf(symmetric);
    shut = List.copyOf(shut);
  }

  /**
   * Of a run file, with its data and one measured batch.
   *
   * @throws IllegalArgumentException if the data cannot be read or the model does not fit them
   */
  public static Forecast of(RunFile file) {
    return of(Prepared.of(file));
  }

  /** Of a prepared run, with one measured batch. */
  public static Forecast of(Prepared prepared) {
    Dataset train = prepared.split().train();
    Batch batch = prepared.trainer().batches(prepared.split()).at(0, 0);
    InputLaw input = InputLaw.of(batch.features(), batch.size(), train.shape());
    try (Engine engine = prepared.trainer().engine(prepared.split())) {
      boolean given = prepared.file().init().lsuv() || prepared.file().init().transfer() != null;
      Map<String, Data> values = given ? engine.modelValues() : Map.of();
      int rank =
          switch (train.targets()) {
            case Labels labels -> labels.classes().size() - 1;
            case Values numbers -> numbers.width();
          };
      Forecast theory =
          of(
              prepared.file().name(),
              prepared.file().model(),
              train.shape(),
              DType.F32,
              input,
              rank,
              values);
      WholeBatch whole =
          new WholeBatch(
              prepared.file().model(),
              prepared.file().loss(),
              batch,
              train.shape(),
              prepared.file().seed());
      return theory.with(whole.measure(engine.modelValues()));
    }
  }

  /**
   * Of a model, by theory alone.
   *
   * @param example the shape of one example
   * @param inputRms the root mean square of the inputs, which count as independent normal numbers
   */
  public static Forecast of(Layer model, Shape example, double inputRms) {
    return of(model, example, InputLaw.normal(inputRms, 64), 9);
  }

  /**
   * Of a model, by theory alone.
   *
   * @param rank how many independent directions the gradients at the output have: one fewer than
   *     there are classes, or as many as there are numbers in a target
   */
  public static Forecast of(Layer model, Shape example, InputLaw input, int rank) {
    return of(model.title(), model, example, DType.F32, input, rank, Map.of());
  }

  private static Forecast of(
      String name,
      Layer model,
      Shape example,
      DType type,
      InputLaw input,
      int rank,
      Map<String, Data> values) {
    Circuit circuit = Circuit.of(model, example, type, values, input::signal);
    return new Theory(circuit, input, Math.max(1, rank)).forecast(name);
  }

  /**
   * With what one batch said before the first step.
   *
   * @param links as a training step measures them, from all numbers of the batch or a sample
   * @throws IllegalArgumentException if they are of another network
   */
  public Forecast with(List<Event.Link> links) {
    boolean fits = links.size() == layers.size();
    for (int i = 0; fits && i < links.size(); i++) {
      fits = links.get(i).path().equals(layers.get(i).path());
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "forecast of "
              + name
              + ": got measurements of "
              + links.size()
              + " pieces, the network has "
              + layers.size()
              + "; measure the same network");
    }
    double end = links.getLast().gradient().map(Event.Spread::rms).orElse(Double.NaN);
    List<LayerForecast> both = new ArrayList<>();
    for (int i = 0; i < links.size(); i++) {
      both.add(layers.get(i).with(links.get(i), end));
    }
    return new Forecast(name, input, both, end, symmetric, shut);
  }

  /** The first piece with weights that the gradient reaches; a branch shut by a 0 is passed. */
  public LayerForecast first() {
    List<LayerForecast> weights =
        layers.stream().filter(layer -> layer.role() == Event.Role.WEIGHT).toList();
    return weights.stream()
        .filter(layer -> layer.arriving().field() > 0)
        .findFirst()
        .orElse(weights.isEmpty() ? layers.getFirst() : weights.getFirst());
  }

  /**
   * The gain of the whole network: rms of the gradient where the first weights give their signal,
   * by that at the output.
   */
  public Prediction toFirst() {
    return first().arriving();
  }

  /** How many pieces with weights the gradient passes on that way. */
  public int depth() {
    return (int)
        layers.subList(layers.indexOf(first()) + 1, layers.size()).stream()
            .filter(layer -> layer.role() == Event.Role.WEIGHT)
            .count();
  }

  /** {@code -log10} of the gain of the whole network: what the gradient loses on its way. */
  public double decadesLost() {
    return -Math.log10(toFirst().typical());
  }

  /** The same of the measured batch. */
  public OptionalDouble measuredDecadesLost() {
    double ratio = first().measuredArriving();
    return Double.isNaN(ratio) ? OptionalDouble.empty() : OptionalDouble.of(-Math.log10(ratio));
  }

  /** What each piece of the network cost the measured batch. */
  public Optional<Decades> measuredDecades() {
    List<Event.Link> links = layers.stream().flatMap(layer -> layer.measured().stream()).toList();
    return links.isEmpty() ? Optional.empty() : Optional.of(Decades.of(links));
  }

  /** The decades that each kind of piece will cost; they sum to {@link #decadesLost}. */
  public Map<Event.Role, Double> decadesByRole() {
    Map<Event.Role, Double> sums = new EnumMap<>(Event.Role.class);
    for (int i = layers.indexOf(first()) + 1; i < layers.size(); i++) {
      LayerForecast layer = layers.get(i);
      double after = Math.log10(layer.arriving().typical());
      double before = Math.log10(layers.get(i - 1).arriving().typical());
      double past = -Math.log10(layer.junction());
      sums.merge(layer.role(), after - before - past, Double::sum);
      if (layer.junction() != 1) {
        sums.merge(Event.Role.SKIP, past, Double::sum);
      }
    }
    return sums;
  }

  /** {@code χ} of an average layer: the whole mean square gain to the power 1 / depth. */
  public double chi() {
    return Math.pow(toFirst().field(), 2.0 / Math.max(1, depth()));
  }

  /**
   * The depth scale {@code ξ = 1 / |ln χ|}, in layers; infinite where gradients keep their size.
   */
  public double depthScale() {
    double logarithm = Math.abs(Math.log(chi()));
    return logarithm < 1e-9 ? Double.POSITIVE_INFINITY : 1 / logarithm;
  }

  /**
   * An upper bound of the probability that the network is born dead: {@code 1 - Π (1 - p_l)} with
   * p_l the probability that every unit of layer l stands where its slope is 0, {@code 2^-n} for n
   * units of ReLU (Lu et al. 2019). Layers that have a way past them do not count.
   */
  public double bornDead() {
    double alive = 1;
    for (LayerForecast layer : layers) {
      alive *= 1 - layer.dead();
    }
    return 1 - alive;
  }

  /** What is to be expected. */
  public Verdict verdict() {
    return Verdict.of(this);
  }
}
