package gradus.train.report;

/**
 * The colours of plots, on light and on dark paper. The lines' colours are after Okabe and Ito
 * (2008), which people with any colour vision can tell apart; dashes tell them apart without
 * colour.
 */
enum Ink {
  PAPER(0xFFFFFF, 0x14181D),
  TEXT(0x1B1F24, 0xE6E9ED),
  MUTED(0x59626E, 0x9DA7B3),
  GRID(0xE1E5EA, 0x2C333B),
  BAND(0xE6F3EC, 0x183128),
  LINE_0(0x0072B2, 0x56B4E9),
  LINE_1(0xD55E00, 0xF28E3C),
  LINE_2(0x007F5F, 0x2FC79B),
  LINE_3(0xB4578F, 0xE39AC4),
  LINE_4(0x8A6D00, 0xE8D24A),
  LINE_5(0x4B3F9E, 0xA9A0F0);

  /** How many lines have a colour of their own. */
  static final int LINES = 6;

  private static final double[][] DASHES = {{}, {7, 3}, {2, 3}, {9, 3, 2, 3}};

  private final int light;
  private final int dark;

  Ink(int light, int dark) {
    this.light = light;
    this.dark = dark;
  }

  /** The ink of the line with this index. */
  static Ink line(int index) {
    return values()[LINE_0.ordinal() + index % LINES];
  }

  /** Lengths drawn and left out in turn; empty for a whole line. */
  static double[] dash(int index) {
    return DASHES[(index % LINES + index / LINES) % DASHES.length].clone();
  }

  /** The colour as 0xRRGGBB. */
  int rgb(boolean onDark) {
    return onDark ? dark : light;
  }

  /** The class of this ink in SVG, for example {@code ink-line-0}. */
  String css() {
    return "ink-" + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  /** The colour in CSS, for example {@code #0072b2}. */
  String hex(boolean onDark) {
    return String.format("#%06x", rgb(onDark));
  }
}
