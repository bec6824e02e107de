package gradus.train.data.file;

import gradus.core.shape.Shape;
import gradus.train.data.DataException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The contents of an IDX file of unsigned bytes, the format of MNIST (LeCun, Cortes, Burges 1998):
 * two zero bytes, a type byte, the rank, big-endian int32 sizes, then the values row-major.
 *
 * @param shape of the whole file, for example [60000, 28, 28]
 */
public record IdxFile(Shape shape, byte[] values) {
  private static final int UNSIGNED_BYTE = 0x08;

  /**
   * Reads a file, plain or gzip.
   *
   * @throws DataException if it is missing, empty, not IDX of unsigned bytes, or truncated
   */
  public static IdxFile read(Path path) {
    return parse(new InputFile(path).bytes(), path.toString());
  }

  static IdxFile parse(byte[] bytes, String name) {
    if (bytes.length < 4 || bytes[0] != 0 || bytes[1] != 0) {
      throw new DataException(
          "%s: is no IDX file; must begin with two zero bytes, got %s"
              .formatted(name, Arrays.toString(Arrays.copyOf(bytes, Math.min(4, bytes.length)))));
    }
    if (bytes[2] != UNSIGNED_BYTE) {
      throw new DataException(
          "%s: got IDX type 0x%02x; must be 0x08, unsigned bytes".formatted(name, bytes[2]));
    }
    int rank = bytes[3] & 0xFF;
    int start = 4 + 4 * rank;
    if (bytes.length < start) {
      throw new DataException(name + ": truncated in its header; fetch it again");
    }
    ByteBuffer header = ByteBuffer.wrap(bytes, 4, 4 * rank);
    int[] sizes = new int[rank];
    long count = 1;
    for (int i = 0; i < rank; i++) {
      sizes[i] = header.getInt();
      count = sizes[i] < 0 || count > Integer.MAX_VALUE ? Long.MAX_VALUE : count * sizes[i];
    }
    if (count != bytes.length - start) {
      throw new DataException(
          "%s: got %d values; its header promises %s, so it is truncated or damaged: fetch it again"
              .formatted(name, bytes.length - start, Arrays.toString(sizes)));
    }
    return new IdxFile(Shape.of(sizes), Arrays.copyOfRange(bytes, start, bytes.length));
  }
}
