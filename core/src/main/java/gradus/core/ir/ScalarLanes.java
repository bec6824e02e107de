package gradus.core.ir;

/**
 * {@link LaneCode} evaluated at once on a single 32-bit value: the executable definition of each
 * instruction, used by tests and to fold constants. A truth value is the mask -1 or 0.
 */
public final class ScalarLanes implements LaneCode {
  /** Makes an evaluator; it holds no state. */
  public ScalarLanes() {}

  private record Lane(int raw) implements Word {}

  /**
   * Reads a word as a float.
   *
   * @throws IllegalArgumentException if another {@link LaneCode} made the word
   */
  public static float floatOf(Word word) {
    return Float.intBitsToFloat(intOf(word));
  }

  /**
   * Reads a word as an int; a truth value reads as -1 or 0.
   *
   * @throws IllegalArgumentException if another {@link LaneCode} made the word
   */
  public static int intOf(Word word) {
    if (word instanceof Lane lane) {
      return lane.raw();
    }
    throw new IllegalArgumentException(
        "ScalarLanes: got the word "
            + word
            + " of another LaneCode; words must come from ScalarLanes; make it with constant or"
            + " integer");
  }

  private static Word of(float value) {
    return new Lane(Float.floatToRawIntBits(value));
  }

  private static Word of(int value) {
    return new Lane(value);
  }

  private static Word of(boolean truth) {
    return new Lane(truth ? -1 : 0);
  }

  @Override
  public Word constant(float value) {
    return of(value);
  }

  @Override
  public Word integer(int value) {
    return of(value);
  }

  @Override
  public Word add(Word a, Word b) {
    return of(floatOf(a) + floatOf(b));
  }

  @Override
  public Word sub(Word a, Word b) {
    return of(floatOf(a) - floatOf(b));
  }

  @Override
  public Word mul(Word a, Word b) {
    return of(floatOf(a) * floatOf(b));
  }

  @Override
  public Word div(Word a, Word b) {
    return of(floatOf(a) / floatOf(b));
  }

  @Override
  public Word fma(Word a, Word b, Word c) {
    return of(Math.fma(floatOf(a), floatOf(b), floatOf(c)));
  }

  @Override
  public Word neg(Word a) {
    return of(intOf(a) ^ Integer.MIN_VALUE);
  }

  @Override
  public Word abs(Word a) {
    return of(intOf(a) & Integer.MAX_VALUE);
  }

  @Override
  public Word sqrt(Word a) {
    // Rounding a double square root to float is exact: 53 >= 2 * 24 + 2 (Figueroa, 1995).
    return of((float) Math.sqrt(floatOf(a)));
  }

  @Override
  public Word max(Word a, Word b) {
    return of(Math.max(floatOf(a), floatOf(b)));
  }

  @Override
  public Word min(Word a, Word b) {
    return of(Math.min(floatOf(a), floatOf(b)));
  }

  @Override
  public Word less(Word a, Word b) {
    return of(floatOf(a) < floatOf(b));
  }

  @Override
  public Word lessEqual(Word a, Word b) {
    return of(floatOf(a) <= floatOf(b));
  }

  @Override
  public Word equal(Word a, Word b) {
    return of(floatOf(a) == floatOf(b));
  }

  @Override
  public Word notEqual(Word a, Word b) {
    return of(floatOf(a) != floatOf(b));
  }

  @Override
  public Word equalInt(Word a, Word b) {
    return of(intOf(a) == intOf(b));
  }

  @Override
  public Word lessInt(Word a, Word b) {
    return of(intOf(a) < intOf(b));
  }

  @Override
  public Word select(Word condition, Word a, Word b) {
    return of(intOf(condition) != 0 ? intOf(a) : intOf(b));
  }

  @Override
  public Word bits(Word a) {
    return of(intOf(a));
  }

  @Override
  public Word fromBits(Word a) {
    return of(intOf(a));
  }

  @Override
  public Word toFloat(Word a) {
    return of((float) intOf(a));
  }

  @Override
  public Word toInt(Word a) {
    return of((int) floatOf(a));
  }

  @Override
  public Word addInt(Word a, Word b) {
    return of(intOf(a) + intOf(b));
  }

  @Override
  public Word subInt(Word a, Word b) {
    return of(intOf(a) - intOf(b));
  }

  @Override
  public Word mulInt(Word a, Word b) {
    return of(intOf(a) * intOf(b));
  }

  @Override
  public Word and(Word a, Word b) {
    return of(intOf(a) & intOf(b));
  }

  @Override
  public Word or(Word a, Word b) {
    return of(intOf(a) | intOf(b));
  }

  @Override
  public Word xor(Word a, Word b) {
    return of(intOf(a) ^ intOf(b));
  }

  @Override
  public Word shiftLeft(Word a, int count) {
    return of(intOf(a) << count);
  }

  @Override
  public Word shiftRight(Word a, int count) {
    return of(intOf(a) >> count);
  }

  @Override
  public Word shiftRightZero(Word a, int count) {
    return of(intOf(a) >>> count);
  }
}
