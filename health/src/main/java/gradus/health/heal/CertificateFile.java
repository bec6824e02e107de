package gradus.health.heal;

import gradus.train.checkpoint.SafeFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A certificate as JSON. */
public final class CertificateFile {
  private static final String FORMAT = "gradus-healing-1";
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private CertificateFile() {}

  /** Writes it, whole or not at all. */
  public static void write(Certificate certificate, Path file) {
    byte[] json = JSON.writeValueAsString(tree(certificate)).getBytes(StandardCharsets.UTF_8);
    SafeFile.write(file, ByteBuffer.wrap(json));
  }

  /** As a tree for JSON. */
  static Map<String, Object> tree(Certificate c) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("format", FORMAT);
    tree.put("verdict", c.verdict());
    tree.put("sentence", c.sentence());
    tree.put("edits", c.edits());
    tree.put("measure", c.measure());
    tree.put("steps", c.steps());
    List<Map<String, Object>> pairs = new ArrayList<>();
    c.pairs().forEach(pair -> pairs.add(row(pair)));
    tree.put("pairs", pairs);
    tree.put("low", Double.isFinite(c.low()) ? c.low() : null);
    tree.put("high", Double.isFinite(c.high()) ? c.high() : null);
    c.end()
        .ifPresent(
            look -> {
              Map<String, Object> end = new LinkedHashMap<>();
              end.put("measure", look.measure());
              end.put("steps", look.steps());
              end.putAll(row(look.pair()));
              tree.put("end", end);
            });
    tree.put("trainings", c.trainings());
    tree.put("data_hash", c.dataHash());
    tree.put("beginnings", new TreeMap<>(c.beginnings()));
    tree.put("hashes", new TreeMap<>(c.hashes()));
    tree.put("versions", new TreeMap<>(c.versions()));
    tree.put("before", c.before());
    tree.put("after", c.after());
    return tree;
  }

  private static Map<String, Object> row(Pair pair) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("seed", pair.seed());
    row.put("before", pair.before());
    row.put("after", pair.after());
    return row;
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Certificate read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(file + ": no such file; name a certificate");
    }
    try {
      return certificate(JSON.readTree(Files.readString(file)), file);
    } catch (JacksonException | IOException e) {
      throw new IllegalArgumentException(
          file + ": is no certificate: it cannot be read as JSON; name what 'heal' wrote", e);
    }
  }

  private static Certificate certificate(JsonNode tree, Path file) {
    if (!tree.path("format").asString("").equals(FORMAT)) {
      throw new IllegalArgumentException(
          file + ": has format '" + tree.path("format").asString("") + "'; must be " + FORMAT);
    }
    List<Pair> pairs = new ArrayList<>();
    tree.path("pairs").forEach(row -> pairs.add(pair(row)));
    List<String> edits = new ArrayList<>();
    tree.path("edits").forEach(edit -> edits.add(edit.asString()));
    return new Certificate(
        tree.path("verdict").asString(""),
        tree.path("sentence").asString(""),
        tree.path("before").asString(""),
        tree.path("after").asString(""),
        tree.path("steps").asLong(),
        tree.path("measure").asString(""),
        pairs,
        tree.path("low").asDouble(Double.NEGATIVE_INFINITY),
        tree.path("high").asDouble(Double.POSITIVE_INFINITY),
        end(tree.path("end")),
        tree.path("data_hash").asString(""),
        texts(tree.path("beginnings")),
        texts(tree.path("hashes")),
        texts(tree.path("versions")),
        edits,
        tree.path("trainings").asDouble());
  }

  private static Pair pair(JsonNode row) {
    return new Pair(
        row.path("seed").asLong(), row.path("before").asDouble(), row.path("after").asDouble());
  }

  private static Optional<LastLook> end(JsonNode look) {
    return look.isObject()
        ? Optional.of(
            new LastLook(
                look.path("measure").asString(""), look.path("steps").asLong(), pair(look)))
        : Optional.empty();
  }

  private static Map<String, String> texts(JsonNode tree) {
    Map<String, String> texts = new LinkedHashMap<>();
    tree.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asString("")));
    return texts;
  }
}
