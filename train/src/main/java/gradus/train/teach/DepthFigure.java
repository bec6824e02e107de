package gradus.train.teach;

import gradus.core.compile.Compiler;
import gradus.core.cpu.Cpu;
import gradus.core.ir.Data;
import gradus.core.tensor.Tensor;
import gradus.nn.ParameterSpec;
import gradus.nn.optim.Clip;
import gradus.nn.optim.Updates;
import gradus.train.Engine;
import gradus.train.Recipe;
import gradus.train.data.Batch;
import gradus.train.data.Batches;
import gradus.train.data.Dataset;
import gradus.train.data.Labels;
import gradus.train.data.Values;
import gradus.train.report.Axis;
import gradus.train.report.Plot;
import gradus.train.report.Png;
import gradus.train.report.Series;
import gradus.train.report.Svg;
import gradus.train.run.RunFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The gradient against depth: for each network the root mean square of the gradient of every
 * weight, from the first layer to the last, on one batch of its data. A falling line to the left is
 * a vanishing gradient, a rising one an exploding gradient. Computed in float64, so that nothing is
 * lost below the smallest float.
 *
 * @param networks one line each
 */
public record DepthFigure(List<Network> networks) {
  private static final int WIDTH = 860;
  private static final int HEIGHT = 460;

  /** Keeps a copy. */
  public DepthFigure {
    networks = List.copyOf(networks);
  }

  /**
   * A network to look at.
   *
   * @param name in the legend
   * @param recipe its model, loss and optimizer; gradients are shown as its clipping leaves them
   * @param data the training part
   * @param batch examples in a batch
   * @param seed of initial values and of the order of the data
   */
  public record Network(String name, Recipe recipe, Dataset data, int batch, long seed) {
    /** The network of a run file. */
    public static Network of(String name, RunFile file) {
      Dataset data = file.data().load().split().train();
      return new Network(name, file.recipe(), data, file.train().batch(), file.seed());
    }

    /** The same network without its clipping. */
    public Network withoutClipping(String other) {
      Updates updates = recipe.updates();
      Updates free =
          new Updates(updates.optimizer(), updates.groups(), List.of(), updates.average());
      return new Network(other, recipe.withUpdates(free), data, batch, seed);
    }
  }

  /**
   * The figure of a folder with the example run files {@code deep-*-30.yaml}: thirty sigmoid layers
   * and what cures them.
   */
  public static DepthFigure ofExamples(Path examples) {
    Network clipped = Network.of("the same, clipped to norm 1", file(examples, "deep-clip-30"));
    return new DepthFigure(
        List.of(
            Network.of("sigmoid: vanishes", file(examples, "deep-sigmoid-30")),
            Network.of("ReLU with He weights", file(examples, "deep-he-relu-30")),
            Network.of("batch norm", file(examples, "deep-batch-norm-30")),
            Network.of("residual", file(examples, "deep-residual-30")),
            clipped.withoutClipping("weights too large"),
            clipped));
  }

  private static RunFile file(Path folder, String name) {
    return RunFile.read(folder.resolve(name + ".yaml"));
  }

  /** Draws {@link #ofExamples} to {@code gradient-by-depth.png} and {@code .svg} in a folder. */
  public static void write(Path examples, Path images) {
    Plot plot = ofExamples(examples).plot(0);
    try {
      Files.createDirectories(images);
      Png.write(Png.of(plot, WIDTH, HEIGHT, false), images.resolve("gradient-by-depth.png"));
      Files.writeString(images.resolve("gradient-by-depth.svg"), Svg.of(plot, WIDTH, HEIGHT));
    } catch (IOException e) {
      throw new UncheckedIOException(images + ": the figure could not be written", e);
    }
  }

  /**
   * The plot.
   *
   * @param steps how many updates each network is trained before; 0 for its initial values
   */
  public Plot plot(int steps) {
    String when = steps == 0 ? "before training" : "after " + steps + " steps";
    Plot plot =
        Plot.of("Gradient by layer " + when)
            .x(Axis.linear("layer, from input to output"))
            .y(Axis.log("rms of the weights' gradient"));
    for (Network network : networks) {
      plot = plot.add(Series.of(network.name(), gradients(network, steps)));
    }
    return plot;
  }

  /** The root mean square of the gradient of each weight, in order, after so many updates. */
  public static double[] gradients(Network network, int steps) {
    Batches batches =
        Batches.of(network.data(), Math.min(network.batch(), network.data().size()))
            .withSeed(network.seed());
    Map<String, Data> values;
    try (Engine engine = engine(network)) {
      train(engine, batches, steps);
      values = engine.modelValues();
    }
    Recipe recipe = network.recipe();
    Sample sample = Sample.of(network.data().shape(), batches.at(0, 0));
    Lesson lesson =
        Lesson.of(
            recipe.model(), recipe.loss(), recipe.penalties(), sample, values, network.seed());
    List<ParameterSpec> trained = recipe.updates().trained(lesson.trace().specs());
    List<Tensor> parameters = trained.stream().map(lesson::value).toList();
    List<Tensor> gradients = lesson.gradients(parameters);
    for (Clip clip : recipe.updates().clips()) {
      gradients = clip.apply(parameters, gradients).gradients();
    }
    List<Tensor> wanted = new ArrayList<>();
    for (int i = 0; i < trained.size(); i++) {
      if (isWeight(trained.get(i))) {
        wanted.add(gradients.get(i));
      }
    }
    return lesson.values(wanted).stream().mapToDouble(DepthFigure::rms).toArray();
  }

  private static Engine engine(Network network) {
    int width =
        switch (network.data().targets()) {
          case Labels _ -> 0;
          case Values values -> values.width();
        };
    return new Engine(
        network.recipe(),
        network.data().shape(),
        width,
        network.seed(),
        new Compiler(Cpu.detect()),
        1);
  }

  private static void train(Engine engine, Batches batches, int steps) {
    double rate = engine.recipe().updates().optimizer().rate();
    int accumulate = engine.recipe().accumulate();
    Batch buffer = batches.allocate();
    for (int draw = 0; draw < steps * accumulate; draw++) {
      int epoch = draw / batches.stepsPerEpoch();
      Batch batch = batches.fill(epoch, draw % batches.stepsPerEpoch(), buffer);
      boolean update = draw % accumulate == accumulate - 1;
      engine.train(batch, draw / accumulate + 1, draw, rate, update, false);
    }
  }

  /** Matrices and kernels of the way through the layers, not of a way around them. */
  private static boolean isWeight(ParameterSpec spec) {
    return spec.shape().rank() >= 2
        && !spec.name().contains(".projection.")
        && !spec.name().contains(".shortcut.");
  }

  /** Scaled by the largest, so that squares of tiny numbers do not vanish. */
  private static double rms(double[] values) {
    double largest = 0;
    for (double value : values) {
      largest = Double.isNaN(value) ? value : Math.max(largest, Math.abs(value));
    }
    if (largest == 0 || !Double.isFinite(largest)) {
      return largest;
    }
    double sum = 0;
    for (double value : values) {
      sum += value / largest * (value / largest);
    }
    return largest * Math.sqrt(sum / values.length);
  }
}
