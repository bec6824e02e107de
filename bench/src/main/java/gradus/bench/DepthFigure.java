package gradus.bench;

import java.nio.file.Path;

/**
 * Draws the picture of the README: the gradient of each weight matrix of the 30-layer examples
 * before the first step, from the input to the output.
 *
 * <pre>{@code java ... gradus.bench.DepthFigure examples docs/images}</pre>
 */
public final class DepthFigure {
  private DepthFigure() {}

  /** The folder of the examples and the folder of the pictures. */
  public static void main(String[] arguments) {
    gradus.train.teach.DepthFigure.write(Path.of(arguments[0]), Path.of(arguments[1]));
  }
}
