package gradus.train.checkpoint;

import gradus.core.ir.Data;
import gradus.core.shape.DType;
import gradus.core.shape.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The safetensors format (Hugging Face, 2022): 8 bytes length, a JSON header, then the numbers,
 * little endian. The header's metadata holds the SHA-256 of everything else.
 */
public final class SafeTensors {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String CHECKSUM = "sha256";
  private static final int LARGEST_HEADER = 100_000_000;

  private SafeTensors() {}

  /** Values by name and metadata. */
  public record Content(Map<String, Data> values, Map<String, String> metadata) {}

  /**
   * Writes values, whole or not at all.
   *
   * @throws CheckpointException if the file cannot be written
   */
  public static void write(Path file, Map<String, Data> values, Map<String, String> metadata) {
    int bytes = 0;
    for (Data data : values.values()) {
      bytes = Math.addExact(bytes, Math.multiplyExact(4, data.shape().count()));
    }
    ByteBuffer numbers = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    ObjectNode header = JSON.createObjectNode();
    ObjectNode about = header.putObject("__metadata__");
    metadata.forEach(about::put);
    values.forEach(
        (name, data) -> {
          ObjectNode entry = header.putObject(name);
          entry.put("dtype", data.type().name());
          ArrayNode shape = entry.putArray("shape");
          for (int size : data.shape().sizes()) {
            shape.add(size);
          }
          ArrayNode offsets = entry.putArray("data_offsets").add(numbers.position());
          for (int i = 0; i < data.shape().count(); i++) {
            numbers.putInt(data.bits(i));
          }
          offsets.add(numbers.position());
        });
    numbers.flip();
    about.put(CHECKSUM, checksum(header, numbers));
    byte[] text = JSON.writeValueAsString(header).getBytes(StandardCharsets.UTF_8);
    int padded = (text.length + 7) / 8 * 8;
    ByteBuffer head = ByteBuffer.allocate(8 + padded).order(ByteOrder.LITTLE_ENDIAN);
    head.putLong(padded).put(text);
    while (head.hasRemaining()) {
      head.put((byte) ' ');
    }
    SafeFile.write(file, head.flip(), numbers);
  }

  /**
   * Reads values.
   *
   * @throws CheckpointException if the file is missing, cut off, of another kind, or its checksum
   *     differs
   */
  public static Content read(Path file) {
    byte[] all = bytes(file);
    ByteBuffer buffer = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
    if (all.length < 8) {
      throw new CheckpointException(
          file + ": has " + all.length + " bytes; a safetensors file has more; it was cut off");
    }
    long length = buffer.getLong();
    if (length < 2 || length > LARGEST_HEADER || length > all.length - 8) {
      throw new CheckpointException(file + ": is not a safetensors file, or was cut off");
    }
    try {
      JsonNode header = JSON.readTree(new String(all, 8, (int) length, StandardCharsets.UTF_8));
      ByteBuffer numbers =
          buffer
              .slice(8 + (int) length, all.length - 8 - (int) length)
              .order(ByteOrder.LITTLE_ENDIAN);
      return content(file, header, numbers);
    } catch (JacksonException | IndexOutOfBoundsException | IllegalStateException e) {
      throw new CheckpointException(file + ": its header cannot be read; the file is damaged", e);
    }
  }

  private static Content content(Path file, JsonNode header, ByteBuffer numbers) {
    Map<String, String> metadata = new LinkedHashMap<>();
    if (header.get("__metadata__") instanceof ObjectNode about) {
      String expected = about.has(CHECKSUM) ? about.remove(CHECKSUM).asString() : "";
      for (Map.Entry<String, JsonNode> entry : about.properties()) {
        metadata.put(entry.getKey(), entry.getValue().asString());
      }
      boolean ours = metadata.getOrDefault("format", "").startsWith("gradus-");
      if ((ours || !expected.isEmpty()) && !expected.equals(checksum(header, numbers))) {
        throw new CheckpointException(
            file + ": its checksum differs; the file is damaged; use an earlier one");
      }
    }
    Map<String, Data> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : header.properties()) {
      if (!entry.getKey().equals("__metadata__")) {
        values.put(entry.getKey(), data(file, entry.getKey(), entry.getValue(), numbers));
      }
    }
    return new Content(values, metadata);
  }

  private static Data data(Path file, String name, JsonNode entry, ByteBuffer numbers) {
    if (!entry.has("shape") || !entry.has("dtype") || entry.path("data_offsets").size() != 2) {
      throw new CheckpointException(
          file + ": " + name + " has no dtype, shape and data_offsets; the file is damaged");
    }
    int[] sizes = new int[entry.get("shape").size()];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = entry.get("shape").get(i).asInt();
    }
    Shape shape = Shape.of(sizes);
    int from = entry.get("data_offsets").get(0).asInt();
    int to = entry.get("data_offsets").get(1).asInt();
    String type = entry.get("dtype").asString();
    if (!type.equals("F32") && !type.equals("I32")) {
      throw new CheckpointException(
          file + ": " + name + " has type " + type + "; must be F32 or I32");
    }
    if (to - from != 4L * shape.count() || from < 0 || to > numbers.capacity()) {
      throw new CheckpointException(
          file + ": " + name + " does not fit its place; the file is damaged or cut off");
    }
    int[] bits = new int[shape.count()];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = numbers.getInt(from + 4 * i);
    }
    return Data.ofBits(shape, DType.valueOf(type), bits);
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new CheckpointException(file + ": there is no such file", e);
    } catch (IOException e) {
      throw new CheckpointException(file + ": cannot be read (" + e.getMessage() + ")", e);
    }
  }

  /** Of names, shapes, places, metadata and numbers, so that no flipped byte goes unnoticed. */
  private static String checksum(JsonNode header, ByteBuffer numbers) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(JSON.writeValueAsBytes(header));
      digest.update(numbers.duplicate());
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
