package gradus.train.log;

import java.nio.charset.StandardCharsets;

/**
 * Numbers with seven significant digits: as many as a statistic of a sample of floats has, and
 * quickly written.
 */
public final class Digits {
  private static final int DIGITS = 7;
  private static final double FULL = 1e7;

  /** Up to here powers of ten are exact, so that a quotient is the nearest number to a decimal. */
  private static final int EXACT = 22;

  private static final double[] POWERS = new double[EXACT + 1];

  /** Most bytes that {@link #write} needs. */
  static final int ROOM = 32;

  /** So many zeros after the point are still read more easily than an exponent. */
  private static final int ZEROS = 3;

  static {
    for (int i = 0; i < POWERS.length; i++) {
      POWERS[i] = Double.parseDouble("1e" + i);
    }
  }

  private Digits() {}

  /**
   * The nearest number with seven significant digits; itself if it is 0, not finite, below 1e-15 or
   * above 1e22 in magnitude.
   */
  public static double rounded(double x) {
    int places = places(x);
    if (places == Integer.MAX_VALUE) {
      return x;
    }
    return unscaled(scaled(x, places), places);
  }

  /** After how many places behind the point seven digits end; the largest int if there are none. */
  private static int places(double x) {
    double magnitude = Math.abs(x);
    if (!(magnitude >= 1e-15 && magnitude <= 1e22)) {
      return Integer.MAX_VALUE;
    }
    // The logarithm to base 10 is 0.30103 times that to base 2: at most one too small.
    int places = DIGITS - 1 - (int) Math.floor(Math.getExponent(magnitude) * 0.30103);
    return Math.abs(scaled(magnitude, places)) >= FULL - 0.5 ? places - 1 : places;
  }

  private static double scaled(double x, int places) {
    return Math.rint(places >= 0 ? x * POWERS[places] : x / POWERS[-places]);
  }

  private static double unscaled(double digits, int places) {
    return places >= 0 ? digits / POWERS[places] : digits * POWERS[-places];
  }

  /**
   * Writes a finite number so that it is read as the same bits.
   *
   * @param to has {@link #ROOM} from here on
   * @return where it ends
   */
  static int write(double x, byte[] to, int at) {
    int places = places(x);
    double scaled = places == Integer.MAX_VALUE ? 0 : scaled(x, places);
    if (places == Integer.MAX_VALUE || unscaled(scaled, places) != x) {
      byte[] all = Double.toString(x).getBytes(StandardCharsets.ISO_8859_1);
      System.arraycopy(all, 0, to, at, all.length);
      return at + all.length;
    }
    int digits = (int) Math.abs(scaled);
    while (digits % 10 == 0) {
      digits /= 10;
      places--;
    }
    int end = at;
    if (x < 0) {
      to[end++] = '-';
    }
    int count = count(digits);
    int whole = count - places;
    if (whole > DIGITS || whole < -ZEROS) {
      end = point(digits, count, 1, to, end);
      to[end++] = 'E';
      return write((long) whole - 1, to, end);
    }
    if (whole > 0) {
      return point(digits, count, whole, to, end);
    }
    to[end++] = '0';
    to[end++] = '.';
    for (int i = whole; i < 0; i++) {
      to[end++] = '0';
    }
    return write(digits, to, end);
  }

  /** Digits with a point after some of them, or after zeros that follow them. */
  private static int point(int digits, int count, int whole, byte[] to, int at) {
    int behind = Math.max(0, count - whole);
    int power = (int) POWERS[behind];
    int end = write((long) (digits / power) * (long) POWERS[Math.max(0, whole - count)], to, at);
    to[end++] = '.';
    int rest = digits % power;
    for (int zeros = Math.max(1, behind) - count(rest); zeros > 0; zeros--) {
      to[end++] = '0';
    }
    return write(rest, to, end);
  }

  private static int count(int number) {
    int count = 1;
    while (number >= POWERS[count]) {
      count++;
    }
    return count;
  }

  /** Writes a whole number; returns where it ends. */
  static int write(long number, byte[] to, int at) {
    if (number == Long.MIN_VALUE) {
      byte[] all = Long.toString(number).getBytes(StandardCharsets.ISO_8859_1);
      System.arraycopy(all, 0, to, at, all.length);
      return at + all.length;
    }
    long left = Math.abs(number);
    int end = at + (number < 0 ? 1 : 0) + 1;
    for (long rest = left / 10; rest > 0; rest /= 10) {
      end++;
    }
    for (int i = end - 1; i >= at + (number < 0 ? 1 : 0); i--) {
      to[i] = (byte) ('0' + left % 10);
      left /= 10;
    }
    if (number < 0) {
      to[at] = '-';
    }
    return end;
  }
}
