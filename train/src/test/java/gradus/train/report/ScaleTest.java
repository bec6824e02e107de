package gradus.train.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScaleTest {
  @Test
  void aDivergingScaleIsEvenInPowersOfTen() {
    Scale scale = Scale.around(1, 4);
    assertThat(scale.place(1)).isEqualTo(0.5);
    assertThat(scale.place(1e-4)).isEqualTo(0, within(1e-9));
    assertThat(scale.place(100)).isEqualTo(0.75, within(1e-9));
    assertThat(scale.ends()).containsExactly("≤ 10⁻⁴", "1", "≥ 10⁴");
  }

  @Test
  void aBandHasNoColour() {
    Scale scale = Scale.band(1e-4, 1e-2, 3);
    assertThat(scale.place(1e-4)).isEqualTo(0.5);
    assertThat(scale.place(1e-3)).isEqualTo(0.5);
    assertThat(scale.place(1e-7)).isEqualTo(0, within(1e-9));
    assertThat(scale.place(10)).isEqualTo(1, within(1e-9));
  }

  @Test
  void aRisingScaleTakesTheRangeOfWhatCanBeDrawn() {
    double[][] values = {{0, Double.NaN, 1e-8}, {HeatMap.NONE, 1e-2, Double.POSITIVE_INFINITY}};
    Scale scale = Scale.rising(values);
    assertThat(scale.low()).isEqualTo(1e-8);
    assertThat(scale.high()).isEqualTo(1e-2);
    assertThat(scale.place(1e-5)).isEqualTo(0.5, within(1e-9));
    assertThat(Scale.rising(new double[][] {{0}}).place(1)).isZero();
  }

  @Test
  void codesTellNumbersZeroBrokenAndMissingApart() {
    Scale scale = Scale.around(1, 3);
    assertThat(scale.code(1e-21, true)).isEqualTo(-21_000);
    assertThat(scale.code(2, true)).isEqualTo(301);
    assertThat(scale.code(0, true)).isEqualTo(Short.MIN_VALUE);
    assertThat(scale.code(Double.NaN, true)).isEqualTo(Short.MAX_VALUE);
    assertThat(scale.code(Double.POSITIVE_INFINITY, true)).isEqualTo(Short.MAX_VALUE);
    assertThat(scale.code(HeatMap.NONE, false)).isEqualTo(Short.MAX_VALUE - 1);
    assertThat(scale.code(1e300, true)).isBetween((int) Short.MIN_VALUE, Short.MAX_VALUE - 2);
  }

  @Test
  void sharesFitAByte() {
    Scale scale = Scale.share(1);
    assertThat(scale.code(0, true)).isZero();
    assertThat(scale.code(0.25, true)).isEqualTo(128);
    assertThat(scale.code(1, true)).isEqualTo(255);
    assertThat(scale.code(Double.NaN, true)).isZero();
    assertThat(scale.words(0.125)).isEqualTo("12.5 %");
  }

  @Test
  void colourEndsAreFarApartInLightness() {
    Ramp ramp = Ramp.DIVERGING;
    assertThat(ramp.color(1, 0.5)).isEqualTo(0xEEF0F1);
    assertThat(lightness(ramp.color(1, 0))).isLessThan(lightness(ramp.color(1, 0.25)));
    assertThat(lightness(ramp.color(1, 0.25))).isLessThan(lightness(ramp.color(1, 0.5)));
    assertThat(lightness(ramp.color(1, 1))).isLessThan(lightness(ramp.color(1, 0.75)));
    assertThat(ramp.color(Double.NaN, 0.5)).isNotEqualTo(ramp.color(0, 0));
  }

  private static double lightness(int color) {
    return 0.2126 * (color >> 16 & 255) + 0.7152 * (color >> 8 & 255) + 0.0722 * (color & 255);
  }
}
