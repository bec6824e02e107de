package gradus.train.data.file;

import gradus.core.shape.Shape;
import gradus.train.data.DataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads and writes npy files (NumPy Enhancement Proposal 1): versions 1 to 3, the types of {@link
 * NpyType}, C and Fortran order. Written is version 1 in C order.
 */
public final class NpyFile {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int ALIGNMENT = 64;

  private NpyFile() {}

  /**
   * Reads a file.
   *
   * @throws DataException if it is missing, empty, no npy file, of another type or truncated
   */
  public static NpyArray read(Path path) {
    return parse(new InputFile(path).bytes(), path.toString());
  }

  /**
   * Writes a file.
   *
   * @throws DataException if it cannot be written
   */
  public static void write(Path path, NpyArray array) {
    try {
      Files.write(path, format(array));
    } catch (IOException e) {
      throw new DataException(path + ": cannot be written; check folder, permission and space", e);
    }
  }

  static NpyArray parse(byte[] bytes, String file) {
    if (bytes.length < 8 || !Arrays.equals(MAGIC, 0, 6, bytes, 0, 6)) {
      throw new DataException(file + ": is no npy file; must begin with \\x93NUMPY");
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int version = bytes[6];
    if (version < 1 || version > 3) {
      throw new DataException(file + ": got npy version " + version + "; must be 1, 2 or 3");
    }
    int start = version == 1 ? 10 : 12;
    long length = bytes.length < start ? -1 : headerLength(buffer, version);
    if (length < 0 || start + length > bytes.length) {
      throw new DataException(file + ": truncated in its header; write it again");
    }
    String text = new String(bytes, start, (int) length, StandardCharsets.UTF_8);
    NpyHeader header = NpyHeader.parse(text, file);
    byte[] data = Arrays.copyOfRange(bytes, start + (int) length, bytes.length);
    long wanted = (long) header.shape().count() * header.type().bytes();
    if (data.length != wanted) {
      throw new DataException(
          "%s: got %d bytes of data; shape %s of %s needs %d, so it is truncated or damaged"
              .formatted(file, data.length, header.shape(), header.type().code(), wanted));
    }
    byte[] rowMajor = header.fortran() ? transposed(data, header) : data;
    return new NpyArray(header.shape(), header.type(), rowMajor);
  }

  private static long headerLength(ByteBuffer buffer, int version) {
    return version == 1 ? buffer.getShort(8) & 0xFFFF : buffer.getInt(8) & 0xFFFFFFFFL;
  }

  /** From first axis fastest to last axis fastest. */
  private static byte[] transposed(byte[] data, NpyHeader header) {
    Shape shape = header.shape();
    int bytes = header.type().bytes();
    byte[] rowMajor = new byte[data.length];
    int[] index = new int[shape.rank()];
    int[] strides = shape.strides();
    for (int from = 0; from < shape.count(); from++) {
      int to = 0;
      for (int axis = 0; axis < index.length; axis++) {
        to += index[axis] * strides[axis];
      }
      System.arraycopy(data, from * bytes, rowMajor, to * bytes, bytes);
      for (int axis = 0; axis < index.length && ++index[axis] == shape.size(axis); axis++) {
        index[axis] = 0;
      }
    }
    return rowMajor;
  }

  static byte[] format(NpyArray array) {
    String text = new NpyHeader(array.type(), false, array.shape()).text();
    int padding = Math.floorMod(-(10 + text.length() + 1), ALIGNMENT);
    byte[] header = (text + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
    ByteBuffer elements = array.elements();
    ByteBuffer all =
        ByteBuffer.allocate(10 + header.length + elements.remaining())
            .order(ByteOrder.LITTLE_ENDIAN);
    all.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) header.length).put(header);
    return all.put(elements).array();
  }
}
