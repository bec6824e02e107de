package gradus.train.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gradus.train.checkpoint.SafeFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that takes no more. A child process may write files of 16 KiB only, which fails in the
 * middle of a write, as a full disk does.
 */
class DiskFullTest {
  private static final String RUN =
      """
      name: full
      data: {set: digits, limit: 100}
      model: [flatten, {dense: 100}, {dense: 10}]
      loss: cross_entropy
      optimizer: {adam: {rate: 1e-3}}
      train: {epochs: 2, batch: 50}
      """;

  @TempDir private Path folder;

  private String child(String what) throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "needs /bin/sh to limit a process");
    Process process =
        new ProcessBuilder(
                "/bin/sh",
                "-c",
                "ulimit -f 32 && exec \"$@\"",
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                what,
                folder.toString())
            .redirectErrorStream(true)
            .start();
    try (InputStream output = process.getInputStream()) {
      String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(text).isZero();
      return text;
    }
  }

  @Test
  void theOldFileStays() throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("file"), "as it was");
    assertThat(child("file"))
        .contains(file + ": cannot be written: ", "free some disk space or choose another folder");
    assertThat(file).hasContent("as it was");
    assertThat(only(folder)).containsExactly(file);
  }

  @Test
  void theRunTellsInOneSentence() throws IOException, InterruptedException {
    Files.writeString(folder.resolve("run.yaml"), RUN);
    String text = child("run");
    assertThat(text.lines().filter(line -> line.contains(": cannot be written: ")))
        .singleElement()
        .asString()
        .contains("step-000000002.safetensors", "free some disk space or choose another folder");
    assertThat(text).doesNotContain("\tat ");
    Path run = only(folder.resolve("runs")).getFirst();
    assertThat(only(run.resolve("checkpoints"))).isEmpty();
    assertThat(Run.open(run).ended()).isFalse();
  }

  private static List<Path> only(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.toList();
    }
  }

  /** Writes and tells its failure. */
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) {
      Path folder = Path.of(arguments[1]);
      try {
        if (arguments[0].equals("file")) {
          SafeFile.write(folder.resolve("file"), ByteBuffer.allocate(1 << 16));
        } else {
          RunFile file = RunFile.read(folder.resolve("run.yaml"));
          Run.create(file, folder.resolve("runs")).train(new Run.Options(1, false, List.of()));
        }
      } catch (IllegalArgumentException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
