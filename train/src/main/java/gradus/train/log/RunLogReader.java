package gradus.train.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a run's events back, also while the run is still writing them. */
public final class RunLogReader {
  private RunLogReader() {}

  /**
   * The history of a run folder. A torn last line is left out. A {@link Event.Resumed} takes back
   * what was logged past its step, and every end before it. Events of unknown kinds are counted and
   * left out, so that an older version can read a newer one's log.
   *
   * @throws IllegalArgumentException if there is no log, or a whole line of it cannot be read
   */
  public static RunHistory read(Path runFolder) {
    Path file = runFolder.resolve(RunLog.FILE);
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(
          runFolder + ": no " + RunLog.FILE + " there; name the folder of a run", e);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be read", e);
    }
    return parse(file, bytes);
  }

  private static RunHistory parse(Path file, byte[] bytes) {
    List<Event> events = new ArrayList<>();
    int unknown = 0;
    int lineNumber = 0;
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] != '\n') {
        continue;
      }
      lineNumber++;
      String line = new String(bytes, start, i - start, StandardCharsets.UTF_8);
      start = i + 1;
      if (line.isBlank()) {
        continue;
      }
      Optional<Event> event = event(file, lineNumber, line);
      event.ifPresent(found -> add(events, found));
      unknown += event.isPresent() ? 0 : 1;
    }
    return new RunHistory(events, start < bytes.length, unknown);
  }

  private static Optional<Event> event(Path file, int lineNumber, String line) {
    try {
      return EventJson.read(line);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          file + ", line " + lineNumber + ": " + e.getMessage() + "; repair or remove the line", e);
    }
  }

  private static void add(List<Event> events, Event event) {
    if (event instanceof Event.Resumed resumed) {
      events.removeIf(past -> past.step() > resumed.step() || past instanceof Event.RunEnded);
    }
    events.add(event);
  }
}
