package gradus.train.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose process is killed at random moments resumes and ends with the same bits. */
class KillTest {
  private static final String RUN =
      """
      name: victim
      seed: 9
      data: {set: digits, validation: 0.2, limit: 600}
      model:
        - conv2d: {filters: 4, kernel: 3, activation: relu}
        - batch_norm
        - flatten
        - dropout: 0.2
        - dense: 10
      loss: cross_entropy
      optimizer: {adam: {rate: 3e-3}}
      train: {epochs: 40, batch: 32, checkpoint_every: 3}
      """;

  @Test
  void killedAFewTimes(@TempDir Path folder) throws IOException, InterruptedException {
    check(folder, 4, 1);
  }

  @Test
  @Tag("slow")
  void killedFiftyTimes(@TempDir Path folder) throws IOException, InterruptedException {
    int kills = 0;
    for (int round = 0; kills < 50; round++) {
      kills +=
          check(Files.createDirectory(folder.resolve("round" + round)), 50 - kills, 100 + round);
    }
    assertThat(kills).isEqualTo(50);
  }

  /** Kills and resumes until the run is done; returns how often it was killed. */
  private static int check(Path folder, int most, int seed)
      throws IOException, InterruptedException {
    Path file = folder.resolve("run.yaml");
    Files.writeString(file, RUN);
    Path calm = Files.createDirectory(folder.resolve("calm"));
    assertThat(start(file, calm).waitFor()).isZero();
    Path rough = Files.createDirectory(folder.resolve("rough"));
    Random random = new Random(seed);
    int kills = 0;
    while (true) {
      Process process = start(file, rough);
      if (kills < most && !process.waitFor(700 + random.nextInt(1500), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
        kills++;
        continue;
      }
      assertThat(process.waitFor()).isZero();
      break;
    }
    byte[] expected = Files.readAllBytes(only(calm).resolve("model.safetensors"));
    assertThat(Files.readAllBytes(only(rough).resolve("model.safetensors"))).isEqualTo(expected);
    return kills;
  }

  private static Path only(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(Files::isDirectory).sorted().reduce((_, last) -> last).orElseThrow();
    }
  }

  private static Process start(Path file, Path folder) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                file.toString(),
                folder.toString()));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("output.txt").toFile())
        .start();
  }

  /** Resumes the run in the folder that got farthest, or begins one. */
  static final class Child {
    public static void main(String[] arguments) throws IOException {
      Path parent = Path.of(arguments[1]);
      Run run;
      try (Stream<Path> all = Files.list(parent)) {
        run =
            all.filter(path -> Files.exists(path.resolve(Run.RUN_FILE)))
                .sorted()
                .reduce((_, last) -> last)
                .map(Run::open)
                .orElseGet(() -> Run.create(RunFile.read(Path.of(arguments[0])), parent));
      }
      if (run.ended()) {
        return;
      }
      run.train(new Run.Options(2, false, List.of()));
    }
  }
}
