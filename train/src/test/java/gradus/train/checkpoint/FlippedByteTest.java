package gradus.train.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.ir.Data;
import gradus.core.shape.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No flipped bit and no cut of a file of values goes unnoticed. */
class FlippedByteTest {
  @TempDir private Path folder;

  private Path written() {
    Map<String, Data> values = new LinkedHashMap<>();
    values.put("value:dense_1.kernel", Data.floats(Shape.of(2, 3), new float[] {1, 2, 3, 4, 5, 6}));
    values.put("value:dense_1.bias", Data.floats(Shape.of(3), new float[] {7, 8, 9}));
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("format", "gradus-checkpoint-1");
    metadata.put("updates", "12");
    Path file = folder.resolve("step-000000012.safetensors");
    SafeTensors.write(file, values, metadata);
    return file;
  }

  private static String text(SafeTensors.Content content) {
    StringBuilder text = new StringBuilder(content.metadata().toString());
    content
        .values()
        .forEach(
            (name, data) ->
                text.append(name).append(data.shape()).append(Arrays.toString(data.toBits())));
    return text.toString();
  }

  @Test
  void everyBitIsGuarded() throws IOException {
    Path file = written();
    String expected = text(SafeTensors.read(file));
    byte[] bytes = Files.readAllBytes(file);
    List<String> unnoticed = new ArrayList<>();
    for (int i = 0; i < bytes.length; i++) {
      for (int bit = 0; bit < 8; bit++) {
        bytes[i] ^= (byte) (1 << bit);
        Files.write(file, bytes);
        try {
          if (!text(SafeTensors.read(file)).equals(expected)) {
            unnoticed.add("byte " + i + " bit " + bit + " changes the values");
          }
        } catch (CheckpointException e) {
          assertThat(e).hasMessageStartingWith(file + ": ");
        } catch (RuntimeException e) {
          unnoticed.add("byte " + i + " bit " + bit + ": " + e);
        }
        bytes[i] ^= (byte) (1 << bit);
      }
    }
    assertThat(unnoticed).isEmpty();
  }

  @Test
  void everyCutIsNoticed() throws IOException {
    Path file = written();
    byte[] bytes = Files.readAllBytes(file);
    for (int length = 0; length < bytes.length; length++) {
      Files.write(file, Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> SafeTensors.read(file))
          .as("cut to %d bytes", length)
          .isInstanceOf(CheckpointException.class)
          .hasMessageStartingWith(file + ": ");
    }
  }
}
