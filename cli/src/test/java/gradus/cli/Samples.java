package gradus.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Small run files. */
final class Samples {
  private Samples() {}

  /** A classifier of a data set that looks like iris. */
  static Path iris(Path folder, String set) {
    return write(folder, "flowers", set, "[dense: {units: 8, activation: relu}, dense: 3]", "0.02");
  }

  /** A run file of 4 epochs. */
  static Path write(Path folder, String name, String set, String model, String rate) {
    String text =
        """
        name: %s
        seed: 3
        data: {set: %s, validation: 0.2}
        model: %s
        loss: cross_entropy
        optimizer: {adam: {rate: %s}}
        train: {epochs: 4, batch: 16}
        """;
    Path file = folder.resolve(name + ".yaml");
    try {
      Files.writeString(file, text.formatted(name, set, model, rate));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  /** The only folder in a folder. */
  static Path only(Path folder) {
    try (var all = Files.list(folder)) {
      return all.reduce(
              (a, b) -> {
                throw new AssertionError(a + " and " + b);
              })
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
