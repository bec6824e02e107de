package gradus.train.report;

/**
 * Colours from dark blue to yellow, whose lightness rises evenly, so that the order is seen with
 * any colour vision and in grey print.
 */
final class Ramp {
  private static final int[] STOPS = {0x1B2A5C, 0x3F4E74, 0x6B7078, 0x9A9270, 0xCDB854, 0xFDE737};
  private static final int ZERO = 0x000000;
  private static final int NOT_FINITE = 0xE00025;

  private Ramp() {}

  /** The colour of a value that lies at {@code place} (0 to 1) of the range. */
  static int color(double value, double place) {
    if (!Double.isFinite(value)) {
      return NOT_FINITE;
    }
    if (value <= 0) {
      return ZERO;
    }
    double position = Math.clamp(place, 0, 1) * (STOPS.length - 1);
    int below = Math.min((int) position, STOPS.length - 2);
    double share = position - below;
    int color = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int from = STOPS[below] >> shift & 0xFF;
      int to = STOPS[below + 1] >> shift & 0xFF;
      color |= (int) Math.round(from + share * (to - from)) << shift;
    }
    return color;
  }

  /** The same as a CSS gradient. */
  static String css() {
    StringBuilder css = new StringBuilder("linear-gradient(to right");
    for (int stop : STOPS) {
      css.append(String.format(",#%06x", stop));
    }
    return css.append(')').toString();
  }
}
