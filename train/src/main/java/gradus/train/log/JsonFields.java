package gradus.train.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Writes the fields of JSON objects, one after another, in UTF-8. JSON has no NaN and no infinity:
 * such numbers become the strings {@code "NaN"}, {@code "Infinity"} and {@code "-Infinity"}. What
 * was not measured is left out.
 *
 * <p>A line of the log is written between two steps, when the processor's caches are full of other
 * things, so little code is what makes it fast: with a general library's generator the lines of a
 * step took 1.2 to 2.4 times as long, most in the first seconds of a training.
 */
final class JsonFields {
  private static final String HEX = "0123456789abcdef";

  private byte[] bytes = new byte[1 << 12];
  private int length;

  /** Forgets what was written, and writes one object. */
  JsonFields line(Consumer<JsonFields> fill) {
    length = 0;
    object(fill);
    return this;
  }

  /** The end of the line; all of it, valid until the next one. */
  ByteBuffer end() {
    put('\n');
    return ByteBuffer.wrap(bytes, 0, length);
  }

  @Override
  public String toString() {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  JsonFields text(String key, String value) {
    name(key);
    string(value);
    return this;
  }

  JsonFields whole(String key, long value) {
    name(key);
    whole(value);
    return this;
  }

  JsonFields truth(String key, boolean value) {
    name(key);
    ascii(value ? "true" : "false");
    return this;
  }

  JsonFields number(String key, double value) {
    name(key);
    number(value);
    return this;
  }

  JsonFields number(String key, OptionalDouble value) {
    return value.isPresent() ? number(key, value.getAsDouble()) : this;
  }

  JsonFields texts(String key, Map<String, String> map) {
    return object(key, inner -> map.forEach(inner::text));
  }

  JsonFields numbers(String key, Map<String, Double> map) {
    return object(key, inner -> map.forEach((name, value) -> inner.number(name, (double) value)));
  }

  JsonFields object(String key, Consumer<JsonFields> fill) {
    name(key);
    object(fill);
    return this;
  }

  <T> JsonFields objects(String key, List<T> items, BiConsumer<JsonFields, T> fill) {
    return array(key, items, item -> object(fields -> fill.accept(fields, item)));
  }

  JsonFields wholes(String key, List<Integer> numbers) {
    return array(key, numbers, this::whole);
  }

  JsonFields numbers(String key, List<Double> numbers) {
    return array(key, numbers, this::number);
  }

  JsonFields texts(String key, List<String> texts) {
    return array(key, texts, this::string);
  }

  JsonFields table(String key, List<List<Long>> rows) {
    return array(key, rows, row -> array(row, this::whole));
  }

  private <T> JsonFields array(String key, List<T> items, Consumer<T> write) {
    name(key);
    array(items, write);
    return this;
  }

  private <T> void array(List<T> items, Consumer<T> write) {
    put('[');
    for (T item : items) {
      separate('[');
      write.accept(item);
    }
    put(']');
  }

  private void object(Consumer<JsonFields> fill) {
    put('{');
    fill.accept(this);
    put('}');
  }

  private void name(String key) {
    separate('{');
    string(key);
    put(':');
  }

  /** A comma, but for the first one after an opening bracket. */
  private void separate(char opening) {
    if (bytes[length - 1] != opening) {
      put(',');
    }
  }

  private void whole(long value) {
    room(Digits.ROOM);
    length = Digits.write(value, bytes, length);
  }

  private void number(double value) {
    if (Double.isFinite(value)) {
      room(Digits.ROOM);
      length = Digits.write(value, bytes, length);
    } else {
      string(Double.toString(value));
    }
  }

  private void string(String text) {
    put('"');
    if (isPlain(text)) {
      ascii(text);
    } else {
      escaped(text);
    }
    put('"');
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        return false;
      }
    }
    return true;
  }

  private void escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> escaped.append('\\').append(c);
        case '\n' -> escaped.append("\\n");
        default -> {
          if (c < ' ') {
            escaped.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
          } else {
            escaped.append(c);
          }
        }
      }
    }
    byte[] all = escaped.toString().getBytes(StandardCharsets.UTF_8);
    room(all.length);
    System.arraycopy(all, 0, bytes, length, all.length);
    length += all.length;
  }

  private void ascii(String text) {
    room(text.length());
    for (int i = 0; i < text.length(); i++) {
      bytes[length++] = (byte) text.charAt(i);
    }
  }

  private void put(char c) {
    room(1);
    bytes[length++] = (byte) c;
  }

  private void room(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
