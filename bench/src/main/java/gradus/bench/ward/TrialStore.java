package gradus.bench.ward;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was trained already: one line of JSON a training, only ever appended, so that work that was
 * interrupted goes on where it stood. A line that was torn by a kill is left out.
 */
final class TrialStore {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private final Path file;
  private final Map<String, Trial> known = new LinkedHashMap<>();

  /** In a file, which may not exist yet. */
  TrialStore(Path file) {
    this.file = file;
    try {
      if (Files.exists(file)) {
        Files.readAllLines(file).forEach(this::take);
        Files.writeString(file, "\n", StandardOpenOption.APPEND);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be read", e);
    }
  }

  private void take(String line) {
    try {
      JsonNode node = JSON.readTree(line);
      if (node == null || !node.has("seconds")) {
        return;
      }
      known.put(
          node.get("key").asString() + node.get("seed").asLong(),
          new Trial(
              node.get("seed").asLong(),
              number(node, "score"),
              number(node, "chance"),
              node.get("crashed").asBoolean(),
              number(node, "first"),
              number(node, "best"),
              number(node, "last"),
              node.get("steps").asLong(),
              number(node, "seconds")));
    } catch (JacksonException torn) {
      // The line was being written when it was killed: that training is done again.
    }
  }

  private static double number(JsonNode node, String name) {
    return node.get(name).isNumber() ? node.get(name).asDouble() : Double.NaN;
  }

  /** The training of a key with a seed, if it was done. */
  synchronized Optional<Trial> get(String key, long seed) {
    return Optional.ofNullable(known.get(key + seed));
  }

  /** Keeps a training. */
  synchronized void put(String key, String name, Trial trial) {
    known.put(key + trial.seed(), trial);
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("key", key);
    line.put("name", name);
    line.put("seed", trial.seed());
    line.put("score", finite(trial.score()));
    line.put("chance", trial.chance());
    line.put("crashed", trial.crashed());
    line.put("first", finite(trial.first()));
    line.put("best", finite(trial.best()));
    line.put("last", finite(trial.last()));
    line.put("steps", trial.steps());
    line.put("seconds", trial.seconds());
    try {
      Files.write(
          file,
          (JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be written", e);
    }
  }

  private static Object finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
