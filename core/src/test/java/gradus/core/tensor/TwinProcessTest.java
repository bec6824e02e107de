package gradus.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gradus.core.cpu.Cpu;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same training in other processes, with narrower vectors and with none, ends with the same
 * bits.
 */
class TwinProcessTest {
  private static final String VECTORS = "--add-modules=jdk.incubator.vector";
  private static final String MISSING = "the Vector API is not on the module path";

  @TempDir private Path folder;

  private record Run(int lanes, String hash, String log) {}

  @Test
  void withoutTheVectorApi() throws Exception {
    Run run = run();
    assertThat(run.lanes()).isEqualTo(1);
    assertThat(run.hash()).isEqualTo(here());
    assertThat(run.log().split(MISSING, -1)).as("one log line").hasSize(2);
  }

  @Test
  void withEightLanes() throws Exception {
    assumeTrue(x86() && Cpu.detect().lanes() >= 8, "AVX2 is wanted");
    Run run = run(VECTORS, "-XX:UseAVX=2");
    assertThat(run.lanes()).isEqualTo(8);
    assertThat(run.hash()).isEqualTo(here());
    assertThat(run.log()).doesNotContain(MISSING);
  }

  /**
   * Without AVX2 the processor has no fused multiply-add either: the JVM computes it in software.
   */
  @Test
  void withFourLanes() throws Exception {
    assumeTrue(x86(), "SSE is wanted");
    Run run = run(VECTORS, "-XX:UseAVX=0");
    assertThat(run.lanes()).isEqualTo(4);
    assertThat(run.hash()).isEqualTo(here());
  }

  @Test
  void withSixteenLanes() throws Exception {
    assumeTrue(x86(), "AVX-512 is wanted");
    Run run = run(VECTORS, "-XX:UseAVX=3");
    assumeTrue(run.lanes() == 16, "this processor has no AVX-512");
    assertThat(run.hash()).isEqualTo(here());
  }

  /** This test's own process must use vectors, or the comparison would prove nothing. */
  @Test
  void thisProcessUsesVectors() {
    assertThat(Cpu.detect().vectors()).isTrue();
  }

  private static String here() {
    return Long.toHexString(SmallTraining.hash());
  }

  private static boolean x86() {
    return Set.of("amd64", "x86_64").contains(System.getProperty("os.arch"));
  }

  private Run run(String... options) throws IOException, InterruptedException, URISyntaxException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    String path =
        place(Tensor.class) + System.getProperty("path.separator") + place(SmallTraining.class);
    command.addAll(
        List.of("--enable-native-access=ALL-UNNAMED", "-cp", path, SmallTraining.class.getName()));
    Path output = folder.resolve("output");
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(log.toFile())
            .start();
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("ended in time").isTrue();
    } finally {
      process.destroyForcibly();
    }
    String errors = Files.readString(log, StandardCharsets.UTF_8);
    List<String> lines = Files.readAllLines(output, StandardCharsets.UTF_8);
    assertThat(process.exitValue()).as(errors).isZero();
    return new Run(Integer.parseInt(value(lines, "lanes ")), value(lines, "hash "), errors);
  }

  private static String value(List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .findFirst()
        .orElseThrow()
        .substring(name.length());
  }

  private static Path place(Class<?> of) throws URISyntaxException {
    return Path.of(of.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
