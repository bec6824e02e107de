package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher: from any folder, with spaces, stopped by a signal. It builds if it must. */
@Tag("slow")
class LauncherTest {
  @TempDir private Path folder;

  private Process start(Path at, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("bash", Path.of("../gradus").toRealPath().toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(at.toFile());
    builder.environment().put("GRADUS_JAVA", System.getProperty("java.home"));
    return builder.redirectErrorStream(true).start();
  }

  @Test
  void pathsAreThoseOfTheCaller() throws Exception {
    Path at = Files.createDirectory(folder.resolve("with ä space"));
    Process process = start(at, "data", "sample", "my samples");
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    assertThat(at.resolve("my samples/train_data.npy")).isNotEmptyFile();
  }

  @Test
  void aSignalSavesAndTellsHowToResume() throws Exception {
    Path file = Samples.iris(folder, "iris");
    Process process =
        start(folder, "train", file.toString(), "-o", "runs", "--set", "train.epochs=100000000");
    StringBuilder out = new StringBuilder();
    try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        out.append(line).append('\n');
        if (line.contains("examples of")) {
          process.toHandle().destroy(); // process.destroy() would close the streams
        }
      }
    }
    process.waitFor();
    assertThat(out).contains("was interrupted and can be resumed", " resume runs/flowers-");
    Path run = Samples.only(folder.resolve("runs"));
    assertThat(run.resolve("checkpoints")).isNotEmptyDirectory();
    assertThat(run.resolve("model.safetensors")).isNotEmptyFile();
  }

  @Test
  void aWrongJdkIsNamed() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("bash", Path.of("../gradus").toRealPath().toString(), "data", "list");
    builder.environment().put("GRADUS_JAVA", folder.toString());
    Process process = builder.redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(out).contains("GRADUS_JAVA is '" + folder + "', which is no JDK 25");
  }
}
