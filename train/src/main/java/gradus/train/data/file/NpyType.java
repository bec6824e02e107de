package gradus.train.data.file;

import gradus.train.data.DataException;
import java.nio.ByteBuffer;

/** The element types of npy files that are read and written, all little-endian. */
public enum NpyType {
  /** float32. */
  F4("<f4", 4),
  /** float64. */
  F8("<f8", 8),
  /** int32. */
  I4("<i4", 4),
  /** int64. */
  I8("<i8", 8),
  /** Unsigned bytes. */
  U1("|u1", 1);

  private final String code;
  private final int bytes;

  NpyType(String code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  /** As numpy writes it, for example {@code <f4}. */
  public String code() {
    return code;
  }

  /** The size of an element. */
  public int bytes() {
    return bytes;
  }

  static NpyType of(String code, String file) {
    for (NpyType type : values()) {
      if (type.code.equals(code)) {
        return type;
      }
    }
    throw new DataException(
        "%s: got type '%s'; must be <f4, <f8, <i4, <i8 or |u1, so convert it with astype"
            .formatted(file, code));
  }

  /** The element at a position of little-endian data, as a float64. */
  double read(ByteBuffer data, int element) {
    return switch (this) {
      case F4 -> data.getFloat(element * 4);
      case F8 -> data.getDouble(element * 8);
      case I4 -> data.getInt(element * 4);
      case I8 -> data.getLong(element * 8);
      case U1 -> data.get(element) & 0xFF;
    };
  }
}
