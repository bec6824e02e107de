package gradus.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * A library that is timed in a process of its own, which prints one line of JSON.
 *
 * @param name Gradus itself, or one that {@code bench/peers/run.sh} knows
 */
record Peer(String name) {
  /** This library. */
  static final Peer GRADUS = new Peer("gradus");

  /** What {@code bench/peers/run.sh} knows. */
  static final List<String> NAMES =
      List.of(
          "torch",
          "torch-mkl",
          "torch-tuned",
          "torch-nhwc",
          "djl",
          "djl-tuned",
          "dl4j",
          "dl4j-tuned",
          "tf");

  /** Workloads that the peers have too. */
  static final List<String> WORKLOADS =
      List.of("W1", "W2", "W3", "W4", "W5", "W7", "W8a", "W8b", "W8c");

  private static final int START_SECONDS = 120;

  /** A run that did not end well, in one sentence. */
  static final class Failed extends Exception {
    private static final long serialVersionUID = 1;

    Failed(String sentence) {
      super(sentence);
    }
  }

  /**
   * Measures once.
   *
   * @param home the folder of the source tree
   * @throws Failed if the process fails, takes too long or prints no result
   */
  JsonNode run(Path home, String workload, double seconds, int threads) throws Failed {
    List<String> arguments =
        List.of(
            "--workload",
            workload,
            "--seconds",
            String.valueOf(seconds),
            "--threads",
            String.valueOf(threads));
    List<String> command = new ArrayList<>(equals(GRADUS) ? own() : script(home));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    try {
      return result(builder, (long) (START_SECONDS + 3 * seconds));
    } catch (IOException problem) {
      throw new UncheckedIOException(name + ": could not be run", problem);
    }
  }

  private List<String> script(Path home) {
    return List.of("bash", home.resolve("bench/peers/run.sh").toString(), name);
  }

  /** This program again, with the same JVM options. */
  private static List<String> own() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> !argument.startsWith("-D" + Launch.STARTED))
        .forEach(command::add);
    command.add("-D" + Launch.STARTED + "=" + Launch.startedNow());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Main.class.getName());
    command.add("steps");
    return command;
  }

  private JsonNode result(ProcessBuilder builder, long limitSeconds) throws IOException, Failed {
    File out = File.createTempFile("gradus-bench", ".out");
    File error = File.createTempFile("gradus-bench", ".err");
    try {
      Process process = builder.redirectOutput(out).redirectError(error).start();
      // A stopped command leaves nothing running; for a process that has ended this does nothing.
      Runtime.getRuntime().addShutdownHook(new Thread(() -> kill(process)));
      try {
        if (!process.waitFor(limitSeconds, TimeUnit.SECONDS)) {
          throw new Failed("took more than " + limitSeconds + " s");
        }
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new Failed("was interrupted");
      } finally {
        kill(process);
      }
      Optional<String> line =
          lines(out).stream().filter(each -> each.startsWith("{")).reduce((_, last) -> last);
      if (process.exitValue() != 0 || line.isEmpty()) {
        String last = lines(error).isEmpty() ? "" : ": " + lines(error).getLast();
        throw new Failed("ended with " + process.exitValue() + last);
      }
      return Json.read(line.get());
    } finally {
      Files.deleteIfExists(out.toPath());
      Files.deleteIfExists(error.toPath());
    }
  }

  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static List<String> lines(File file) throws IOException {
    return new String(Files.readAllBytes(file.toPath()), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.isBlank())
        .toList();
  }
}
