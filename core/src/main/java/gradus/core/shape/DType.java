package gradus.core.shape;

/** What an element is; both take 4 bytes. */
public enum DType {
  /** IEEE 754 single precision. Truth values are 0 and 1. */
  F32,
  /** Two's complement 32-bit integers: labels, ids, indices, random keys. */
  I32;

  /** The storage of an element, in bytes. */
  public static final int BYTES = 4;
}
