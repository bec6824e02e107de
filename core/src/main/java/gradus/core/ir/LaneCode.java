package gradus.core.ir;

/**
 * The small instruction set in which the float32 meaning of every elementwise operation is written,
 * once. Each instruction is exact in the sense of IEEE 754 (correctly rounded, no reassociation),
 * so that the scalar twin, AVX2, AVX-512 and NEON give the same bits.
 *
 * <p>Comparisons give truth values; {@link #select} takes them. A comparison with NaN is false,
 * except {@link #notEqual}.
 */
public interface LaneCode {
  /** The same float in every lane. */
  Word constant(float value);

  /** The same int in every lane. */
  Word integer(int value);

  /** {@code a + b}. */
  Word add(Word a, Word b);

  /** {@code a - b}. */
  Word sub(Word a, Word b);

  /** {@code a * b}. */
  Word mul(Word a, Word b);

  /** {@code a / b}. */
  Word div(Word a, Word b);

  /** {@code a * b + c}, rounded once. */
  Word fma(Word a, Word b, Word c);

  /** {@code -a}: flips the sign bit. */
  Word neg(Word a);

  /** {@code |a|}: clears the sign bit. */
  Word abs(Word a);

  /** The square root, correctly rounded. */
  Word sqrt(Word a);

  /** The larger; NaN if one is NaN; -0 is below +0 (as {@link Math#max(float, float)}). */
  Word max(Word a, Word b);

  /** The smaller; NaN if one is NaN; -0 is below +0 (as {@link Math#min(float, float)}). */
  Word min(Word a, Word b);

  /** {@code a < b} of floats. */
  Word less(Word a, Word b);

  /** {@code a <= b} of floats. */
  Word lessEqual(Word a, Word b);

  /** {@code a == b} of floats: -0 equals +0, NaN equals nothing. */
  Word equal(Word a, Word b);

  /** {@code a != b} of floats: true if one is NaN. */
  Word notEqual(Word a, Word b);

  /** {@code a == b} of ints. */
  Word equalInt(Word a, Word b);

  /** {@code a < b} of ints. */
  Word lessInt(Word a, Word b);

  /** {@code a} where the condition is true, else {@code b}; of floats or of ints. */
  Word select(Word condition, Word a, Word b);

  /** The bits of a float as an int. */
  Word bits(Word a);

  /** The float with the bits of an int. */
  Word fromBits(Word a);

  /** The nearest float to an int. */
  Word toFloat(Word a);

  /** A float truncated to an int; saturates, and NaN becomes 0, as a Java cast. */
  Word toInt(Word a);

  /** {@code a + b} of ints, modulo 2^32. */
  Word addInt(Word a, Word b);

  /** {@code a - b} of ints, modulo 2^32. */
  Word subInt(Word a, Word b);

  /** {@code a * b} of ints, modulo 2^32. */
  Word mulInt(Word a, Word b);

  /** {@code a & b}. */
  Word and(Word a, Word b);

  /** {@code a | b}. */
  Word or(Word a, Word b);

  /** {@code a ^ b}. */
  Word xor(Word a, Word b);

  /** {@code a << count}, 0 to 31. */
  Word shiftLeft(Word a, int count);

  /** {@code a >> count}, the sign kept. */
  Word shiftRight(Word a, int count);

  /** {@code a >>> count}. */
  Word shiftRightZero(Word a, int count);
}
