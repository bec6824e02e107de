package gradus.bench;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the launcher told this process; the one place where its properties are read.
 *
 * <p>{@code gradus.started}: when the process was started, seconds since 1970 with six digits
 * behind any separator. {@code gradus.home}: the folder of the source tree.
 */
final class Launch {
  static final String STARTED = "gradus.started";
  static final String HOME = "gradus.home";

  private static final int FRACTION_DIGITS = 6;

  private Launch() {}

  /** When the process was started, in milliseconds since 1970. */
  static double startedMilliseconds() {
    String digits = System.getProperty(STARTED, "").replaceAll("[^0-9]", "");
    if (digits.length() > FRACTION_DIGITS) {
      return Long.parseLong(digits) / 1e3;
    }
    return ProcessHandle.current()
        .info()
        .startInstant()
        .map(instant -> (double) instant.toEpochMilli())
        .orElseGet(() -> (double) System.currentTimeMillis());
  }

  /** The value of {@code gradus.started} for a process that is started now. */
  static String startedNow() {
    java.time.Instant now = java.time.Instant.now();
    return "%d.%06d".formatted(now.getEpochSecond(), now.getNano() / 1000);
  }

  /**
   * The folder of the source tree.
   *
   * @throws IllegalArgumentException if it is not known
   */
  static Path home() {
    String home = System.getProperty(HOME, "");
    if (home.isEmpty() || !Files.isDirectory(Path.of(home))) {
      throw new IllegalArgumentException(
          "the folder of the source tree is not known; start with ./gradus bench");
    }
    return Path.of(home);
  }

  /** The version, as the build wrote it into the jar. */
  static String version() {
    String version = Launch.class.getPackage().getImplementationVersion();
    return version == null ? "(not packaged)" : version;
  }
}
