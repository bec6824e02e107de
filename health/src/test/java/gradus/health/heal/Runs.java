package gradus.health.heal;

import gradus.core.compile.Compiler;
import gradus.core.cpu.Cpu;
import gradus.train.data.Values;
import gradus.train.run.RunFile;
import java.util.List;

/** Small run files for tests. */
public final class Runs {
  /** Shared, so that loops are warm. */
  public static final Compiler COMPILER = new Compiler(Cpu.detect());

  private Runs() {}

  /** A run file with some settings changed. */
  public static RunFile of(String text, String... settings) {
    return RunFile.parse(text, "test", List.of(settings));
  }

  /** A healthy net on the iris data. */
  public static RunFile iris(String... settings) {
    return of(
        """
        name: iris
        data: {set: iris, validation: 0.3}
        model: [dense: {units: 16, activation: relu}, dense: {units: 16, activation: relu}, dense: 3]
        loss: cross_entropy
        optimizer: {momentum: 0.02}
        train: {epochs: 20, batch: 8, threads: 1}
        """,
        settings);
  }

  /** A net on the digits: two convolutions, the given layers between them, and two dense layers. */
  public static RunFile images(String between) {
    return of(
        """
        data: {set: digits, validation: 0.3, limit: 300}
        model:
          - {conv2d: {filters: 8, kernel: 3, activation: relu}}
        %s
          - {conv2d: {filters: 8, kernel: 3, activation: relu}}
          - {max_pool: 2}
          - flatten
          - {dense: {units: 16, activation: relu}}
          - {dense: 10}
        loss: cross_entropy
        optimizer: {adam: 3e-3}
        train: {epochs: 2, batch: 16, threads: 1}
        """
            .formatted(between));
  }

  /** A deep net of sigmoids on the digits. */
  public static RunFile sigmoids() {
    StringBuilder layers = new StringBuilder();
    for (int i = 0; i < 6; i++) {
      layers.append("  - {dense: {units: 16, activation: sigmoid}}\n");
    }
    return of(
        "data: {set: digits, validation: 0.2, limit: 500}\nmodel:\n  - flatten\n"
            + layers
            + """
              - {dense: 10}
            loss: cross_entropy
            optimizer: {adam: 3e-3}
            train: {epochs: 16, batch: 16, threads: 1}
            """);
  }

  /** Two classes that one line divides; some rows, also of the held-out part, are far outside. */
  public static RunFile outliers() {
    return divided((i, x) -> i % 30 == 4 ? 1e12 * x : x);
  }

  /** The same, and in an eighth of the rows -9999 stands for a number that is missing. */
  public static RunFile missing() {
    return divided((i, x) -> i % 8 == 4 ? -9999 : x);
  }

  /** Sixty columns of noise beside one that tells the class by its size, whatever its sign. */
  public static RunFile padded(String... settings) {
    StringBuilder inputs = new StringBuilder();
    StringBuilder labels = new StringBuilder();
    java.util.Random random = new java.util.Random(5);
    for (int i = 0; i < 360; i++) {
      double x = random.nextGaussian();
      inputs.append(i == 0 ? "[" : ", [").append(x);
      for (int c = 0; c < 60; c++) {
        inputs.append(", ").append(random.nextGaussian());
      }
      inputs.append(']');
      labels.append(i == 0 ? "" : ", ").append(Math.abs(x) > 0.67 ? 1 : 0);
    }
    return of(
        """
        data: {inline: {inputs: [%s], labels: [%s]}, validation: 0.4}
        model: [dense: {units: 32, activation: relu}, dense: {units: 32, activation: relu}, dense: 2]
        loss: cross_entropy
        optimizer: {adam: 0.005}
        train: {epochs: 20, batch: 16, threads: 1}
        """
            .formatted(inputs, labels),
        settings);
  }

  private static RunFile divided(Written written) {
    StringBuilder inputs = new StringBuilder();
    StringBuilder labels = new StringBuilder();
    java.util.Random random = new java.util.Random(3);
    for (int i = 0; i < 200; i++) {
      double x = random.nextGaussian();
      double y = random.nextGaussian();
      inputs.append(i == 0 ? "" : ", ").append("[" + written.of(i, x) + ", " + y + "]");
      labels.append(i == 0 ? "" : ", ").append(x + y > 0 ? 1 : 0);
    }
    return of(
        """
        data: {inline: {inputs: [%s], labels: [%s]}, validation: 0.3}
        model: [dense: {units: 16, activation: relu}, dense: {units: 16, activation: relu}, dense: 2]
        loss: cross_entropy
        optimizer: {adam: 0.005}
        train: {epochs: 20, batch: 8, threads: 1}
        """
            .formatted(inputs, labels));
  }

  /** How a number is written in a row. */
  private interface Written {
    double of(int row, double x);
  }

  /** A line through points, of which one that is held out has an answer of 1e25. */
  public static RunFile farHeldOut() {
    String line = line(-1);
    Values held = (Values) of(line).data().load().split().validation().targets();
    return of(line(Math.round(held.value(0, 0))));
  }

  /** The answer of each point is its number but for that of one, if it is not negative. */
  private static String line(int far) {
    StringBuilder inputs = new StringBuilder();
    StringBuilder targets = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      inputs.append(i == 0 ? "" : ", ").append("[" + (i - 30) / 30.0 + "]");
      targets.append(i == 0 ? "" : ", ").append(i == far ? "[1e25]" : "[" + i + "]");
    }
    return """
    data: {inline: {inputs: [%s], targets: [%s]}, validation: 0.3}
    model: [dense: {units: 8, activation: tanh}, dense: 1]
    loss: mse
    optimizer: {adam: 0.01}
    train: {epochs: 12, batch: 8, threads: 1}
    """
        .formatted(inputs, targets);
  }
}
