package gradus.train.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 over what a model can learn from: shape, features, targets, class names. Names of sets
 * and columns are left out, for they change no number.
 */
final class ContentHash {
  private final MessageDigest digest;
  private final ByteBuffer word = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);

  private ContentHash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  static String of(Dataset data) {
    ContentHash hash = new ContentHash();
    hash.add("gradus-data-1");
    hash.add(data.shape().rank());
    for (int size : data.shape().sizes()) {
      hash.add(size);
    }
    hash.add(data.size());
    hash.addRows(data.features());
    switch (data.targets()) {
      case Labels labels -> {
        hash.add("labels");
        labels.classes().forEach(hash::add);
        for (int label : labels.toArray()) {
          hash.add(label);
        }
      }
      case Values values -> {
        hash.add("values");
        hash.add(values.width());
        for (float value : values.toArray()) {
          hash.add(Float.floatToIntBits(value));
        }
      }
    }
    return HexFormat.of().formatHex(hash.digest.digest());
  }

  private void add(int number) {
    digest.update(word.clear().putInt(number).flip());
  }

  private void add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    add(bytes.length);
    digest.update(bytes);
  }

  private void addRows(Features features) {
    float[] row = new float[features.width()];
    ByteBuffer bytes = ByteBuffer.allocate(4 * row.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < features.size(); i++) {
      features.copy(i, row, 0);
      bytes.clear();
      for (float value : row) {
        bytes.putInt(Float.floatToIntBits(value));
      }
      digest.update(bytes.flip());
    }
  }
}
