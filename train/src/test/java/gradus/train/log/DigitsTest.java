package gradus.train.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the JDK's decimals. */
final class DigitsTest {
  private static String written(double x) {
    byte[] bytes = new byte[Digits.ROOM + 3];
    return new String(bytes, 3, Digits.write(x, bytes, 3) - 3, StandardCharsets.ISO_8859_1);
  }

  private static String written(long x) {
    byte[] bytes = new byte[Digits.ROOM];
    return new String(bytes, 0, Digits.write(x, bytes, 0), StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.0",
    "-0.0, -0.0",
    "1, 1.0",
    "-1, -1.0",
    "10, 10.0",
    "0.1, 0.1",
    "-0.25, -0.25",
    "1234567, 1234567.0",
    "1234500, 1234500.0",
    "12.5, 12.5",
    "100.01, 100.01",
    "0.001, 0.001",
    "0.0001, 0.0001",
    "0.00001, 1.0E-5",
    "0.00001234, 1.234E-5",
    "-1.5e-9, -1.5E-9",
    "1e10, 1.0E10",
    "12345678, 1.2345678E7",
    "0.12345678901234566, 0.12345678901234566",
    "1.7e308, 1.7E308",
    "4.9e-324, 4.9E-324"
  })
  void numbersAreShort(double x, String text) {
    assertThat(written(x)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0", "7", "-7", "10", "-100", "9223372036854775807", "-9223372036854775808"})
  void wholeNumbersHaveAllDigits(long x) {
    assertThat(written(x)).isEqualTo(Long.toString(x));
  }

  @Test
  void everyNumberIsReadAsItself() {
    Random random = new Random(5);
    for (int i = 0; i < 300_000; i++) {
      double any = Double.longBitsToDouble(random.nextLong());
      double usual = random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20);
      for (double x : new double[] {any, usual, Digits.rounded(usual), (float) usual}) {
        if (Double.isFinite(x)) {
          assertThat(Double.parseDouble(written(x))).isEqualTo(x);
        }
      }
    }
  }

  @Test
  void sevenDigitsAreTheNearest() {
    Random random = new Random(6);
    for (int i = 0; i < 300_000; i++) {
      double x = random.nextGaussian() * Math.pow(10, random.nextInt(34) - 14);
      double rounded = Digits.rounded(x);
      if (Math.abs(x) >= 1e-15) {
        BigDecimal off = new BigDecimal(x).subtract(new BigDecimal(rounded)).abs();
        BigDecimal half =
            new BigDecimal(x).round(new MathContext(7)).ulp().multiply(new BigDecimal("0.5000001"));
        assertThat(off).isLessThanOrEqualTo(half);
        assertThat(written(rounded).replaceAll("E.*|[-.]", "").replaceAll("^0+", ""))
            .hasSizeLessThanOrEqualTo(8);
        assertThat(Digits.rounded(rounded)).isEqualTo(rounded);
      }
    }
  }

  @Test
  void whatIsNoNumberStays() {
    assertThat(Digits.rounded(Double.NaN)).isNaN();
    assertThat(Digits.rounded(Double.NEGATIVE_INFINITY)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Digits.rounded(0)).isZero();
    assertThat(Digits.rounded(1e-30)).isEqualTo(1e-30);
    assertThat(Digits.rounded(9999999.6)).isEqualTo(1e7);
    assertThat(Digits.rounded(0.0999999996)).isEqualTo(0.1);
  }
}
