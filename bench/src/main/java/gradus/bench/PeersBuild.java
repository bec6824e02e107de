package gradus.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Builds the peers' own project when it is missing or older than its sources. */
final class PeersBuild {
  private static final List<String> COMMAND =
      List.of("mvn", "-B", "-q", "package", "-Djavacpp.platform=linux-x86_64");

  private PeersBuild() {}

  /**
   * Builds if what these peers need is not there.
   *
   * @param progress told before
   * @throws IllegalArgumentException if this machine is of another kind, or Maven is missing or
   *     fails
   */
  static void make(Path home, List<Peer> peers, Consumer<String> progress) {
    if (!done(home, peers)) {
      progress.accept("building the peers (minutes, and some hundred MB, the first time) ...");
      run(home);
    }
  }

  private static boolean done(Path home, List<Peer> peers) {
    return peers.stream()
        .allMatch(
            peer -> {
              String module = peer.name().replaceFirst("-.*", "");
              Path target = home.resolve("bench/peers").resolve(module).resolve("target");
              return Files.isRegularFile(target.resolve(module + "-1.jar"))
                  && Files.isDirectory(target.resolve("lib"));
            });
  }

  private static void run(Path home) {
    String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    if (!system.equals("Linux amd64")) {
      throw new IllegalArgumentException(
          "the peers run on Linux x86_64 only; this is " + system + "; leave them out");
    }
    Path folder = home.resolve("bench/peers");
    Path log = folder.resolve("target/build.log");
    try {
      Files.createDirectories(log.getParent());
      ProcessBuilder builder = new ProcessBuilder(COMMAND).directory(folder.toFile());
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      builder.redirectErrorStream(true).redirectOutput(log.toFile());
      builder.redirectInput(ProcessBuilder.Redirect.PIPE);
      int code = builder.start().waitFor();
      if (code != 0) {
        throw new IllegalArgumentException(
            "the peers could not be built (Maven ended with " + code + "); see " + log);
      }
    } catch (IOException missing) {
      throw new IllegalArgumentException(
          "the peers could not be built; is Maven installed? (" + missing.getMessage() + ")",
          missing);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalArgumentException("the build of the peers was interrupted", stopped);
    }
  }
}
