package gradus.core.ir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ScalarLanesTest {
  private final ScalarLanes c = new ScalarLanes();

  private Word f(float value) {
    return c.constant(value);
  }

  private static float value(Word word) {
    return ScalarLanes.floatOf(word);
  }

  private static int raw(Word word) {
    return ScalarLanes.intOf(word);
  }

  @Test
  void arithmeticRoundsOnce() {
    float a = 1 + 0x1p-12f;
    assertThat(value(c.fma(f(a), f(a), f(-1)))).isEqualTo(0x1p-11f + 0x1p-24f);
    assertThat(value(c.sub(c.mul(f(a), f(a)), f(1)))).isEqualTo(0x1p-11f);
    assertThat(value(c.div(f(1), f(3)))).isEqualTo(1 / 3f);
    assertThat(value(c.sub(f(1), f(3)))).isEqualTo(-2);
    assertThat(value(c.sqrt(f(2)))).isEqualTo(1.4142135f);
  }

  @Test
  void signsWorkOnNaNAndZero() {
    assertThat(raw(c.neg(f(0)))).isEqualTo(0x80000000);
    assertThat(raw(c.abs(f(-0f)))).isZero();
    assertThat(raw(c.max(f(-0f), f(0)))).isZero();
    assertThat(raw(c.min(f(-0f), f(0)))).isEqualTo(0x80000000);
    assertThat(value(c.max(f(1), f(Float.NaN)))).isNaN();
    assertThat(value(c.min(f(Float.NaN), f(1)))).isNaN();
  }

  @Test
  void comparisonsWithNaN() {
    Word nan = f(Float.NaN);
    assertThat(raw(c.less(nan, f(1)))).isZero();
    assertThat(raw(c.lessEqual(nan, nan))).isZero();
    assertThat(raw(c.equal(nan, nan))).isZero();
    assertThat(raw(c.notEqual(nan, nan))).isNotZero();
    assertThat(raw(c.equal(f(-0f), f(0)))).isNotZero();
    assertThat(raw(c.equalInt(f(-0f), f(0)))).isZero();
    assertThat(raw(c.lessInt(f(-0f), f(0)))).isNotZero();
    assertThat(value(c.select(c.less(f(1), f(2)), f(3), f(4)))).isEqualTo(3);
    assertThat(value(c.select(c.less(f(2), f(1)), f(3), f(4)))).isEqualTo(4);
  }

  @Test
  void integers() {
    assertThat(raw(c.toInt(f(-2.9f)))).isEqualTo(-2);
    assertThat(raw(c.toInt(f(1e20f)))).isEqualTo(Integer.MAX_VALUE);
    assertThat(raw(c.toInt(f(Float.NaN)))).isZero();
    assertThat(value(c.toFloat(c.integer(16777217)))).isEqualTo(16777216);
    Word a = c.integer(-16);
    assertThat(raw(c.addInt(a, c.integer(3)))).isEqualTo(-13);
    assertThat(raw(c.subInt(a, c.integer(3)))).isEqualTo(-19);
    assertThat(raw(c.mulInt(a, c.integer(0x7fffffff)))).isEqualTo(16);
    assertThat(raw(c.shiftRight(a, 2))).isEqualTo(-4);
    assertThat(raw(c.shiftRightZero(a, 28))).isEqualTo(15);
    assertThat(raw(c.shiftLeft(a, 2))).isEqualTo(-64);
    assertThat(raw(c.and(c.integer(6), c.integer(3)))).isEqualTo(2);
    assertThat(raw(c.or(c.integer(6), c.integer(3)))).isEqualTo(7);
    assertThat(raw(c.xor(c.integer(6), c.integer(3)))).isEqualTo(5);
  }

  @Test
  void refusesTheWordsOfAnotherCode() {
    Word foreign = new Word() {};
    assertThatThrownBy(() -> c.neg(foreign))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("another LaneCode");
  }
}
