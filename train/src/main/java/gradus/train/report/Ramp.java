package gradus.train.report;

import java.util.Locale;

/**
 * Colours of heat maps, on light and on dark paper. Along each half of a ramp the lightness rises
 * or falls evenly, so that the order is seen with any colour vision and in grey print.
 */
public enum Ramp {
  /** From dark blue to yellow: from small to large. */
  RISING(
      new int[] {0x1B2A5C, 0x3F4E74, 0x6B7078, 0x9A9270, 0xCDB854, 0xFDE737},
      new int[] {0x1B2A5C, 0x3F4E74, 0x6B7078, 0x9A9270, 0xCDB854, 0xFDE737}),
  /** Blue, the paper's tone, orange: too small, as it should be, too large. */
  DIVERGING(
      new int[] {0x0A3A78, 0x2C74B3, 0x86B8DD, 0xEEF0F1, 0xF3B282, 0xCB6A22, 0x7C3500},
      new int[] {0xB5DBFA, 0x5AA3DC, 0x2A5B8A, 0x272D34, 0x8A5426, 0xDB8B45, 0xFFD2A3}),
  /** From the paper's tone to blue: from none to much. */
  SHARE(
      new int[] {0xFFFFFF, 0xB3D4EA, 0x5FA5D3, 0x0072B2, 0x003F66},
      new int[] {0x14181D, 0x1F4560, 0x2F7BAA, 0x56B4E9, 0xD2ECFC});

  private static final int ZERO = 0x000000;
  private static final int NOT_FINITE = 0xD4006A;

  private final int[] light;
  private final int[] dark;

  Ramp(int[] light, int[] dark) {
    this.light = light;
    this.dark = dark;
  }

  /** The colour on light paper of a value that lies at {@code place} (0 to 1) of the ramp. */
  int color(double value, double place) {
    if (!Double.isFinite(value)) {
      return NOT_FINITE;
    }
    if (value <= 0 && this != SHARE) {
      return ZERO;
    }
    double position = Math.clamp(place, 0, 1) * (light.length - 1);
    int below = Math.min((int) position, light.length - 2);
    double share = position - below;
    int color = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int from = light[below] >> shift & 0xFF;
      int to = light[below + 1] >> shift & 0xFF;
      color |= (int) Math.round(from + share * (to - from)) << shift;
    }
    return color;
  }

  /** As written in the page. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The colours as rules of a style sheet: {@code --ramp-rising: #1b2a5c,#3f4e74,…}. */
  static String style() {
    StringBuilder light = new StringBuilder("--heat-zero:#000000;--heat-broken:#d4006a;");
    StringBuilder dark = new StringBuilder("--heat-zero:#ffffff;--heat-broken:#ff4fa3;");
    StringBuilder rules = new StringBuilder();
    for (Ramp ramp : values()) {
      light.append("--ramp-").append(ramp.word()).append(':').append(stops(ramp.light)).append(';');
      dark.append("--ramp-").append(ramp.word()).append(':').append(stops(ramp.dark)).append(';');
      rules.append(".ramp.").append(ramp.word()).append("{background:linear-gradient(to right,");
      rules.append("var(--ramp-").append(ramp.word()).append("))}\n");
    }
    return ":root{"
        + light
        + "}\n@media (prefers-color-scheme:dark){@media screen{:root{"
        + dark
        + "}}}\n"
        + rules;
  }

  private static String stops(int[] colors) {
    StringBuilder text = new StringBuilder();
    for (int color : colors) {
      text.append(text.isEmpty() ? "" : ",").append(String.format("#%06x", color));
    }
    return text.toString();
  }
}
