package gradus.bench;

import gradus.train.log.Event;
import gradus.train.report.Axis;
import gradus.train.report.Plot;
import gradus.train.report.Png;
import gradus.train.report.Series;
import gradus.train.report.Svg;
import gradus.train.run.Prepared;
import gradus.train.run.RunFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws the picture of the README: the gradient of each weight matrix in the first step of the
 * 30-layer examples, from the input to the output.
 *
 * <pre>{@code java ... gradus.bench.DepthFigure examples docs/images}</pre>
 */
public final class DepthFigure {
  private static final List<String[]> NETWORKS =
      List.of(
          new String[] {"deep-sigmoid-30", "sigmoid: vanishes"},
          new String[] {"deep-he-relu-30", "ReLU with He"},
          new String[] {"deep-batch-norm-30", "batch norm"},
          new String[] {"deep-residual-30", "residual"},
          new String[] {"deep-clip-30", "weights too large, before clipping"});

  private DepthFigure() {}

  /** The folder of the examples and the folder of the pictures. */
  public static void main(String[] arguments) throws IOException {
    Path examples = Path.of(arguments[0]);
    Path pictures = Files.createDirectories(Path.of(arguments[1]));
    Plot plot =
        Plot.of("Gradient by layer in the first step, 30 layers of 32 units, digits")
            .x(Axis.linear("layer, from input to output"))
            .y(Axis.log("root mean square of the weights' gradient"));
    for (String[] network : NETWORKS) {
      plot = plot.add(Series.of(network[1], flow(examples.resolve(network[0] + ".yaml"))));
    }
    Png.write(Png.of(plot, 1200, 640, false), pictures.resolve("gradient-by-depth.png"));
    Files.writeString(pictures.resolve("gradient-by-depth.svg"), Svg.of(plot));
  }

  /** One step of a run file, and what it measured of each weight matrix, in order. */
  private static double[] flow(Path file) {
    RunFile run = RunFile.read(file, List.of("train.steps=1"));
    List<Event.Part> parts = new ArrayList<>();
    Prepared prepared = Prepared.of(run);
    prepared
        .trainer()
        .listen(
            event -> {
              if (event instanceof Event.GradientFlow flow) {
                parts.addAll(flow.parts());
              }
            })
        .fit(prepared.split());
    return parts.stream()
        .filter(part -> part.name().endsWith(".weight"))
        .mapToDouble(Event.Part::gradientRms)
        .toArray();
  }
}
