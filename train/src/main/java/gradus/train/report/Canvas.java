package gradus.train.report;

/** What a plot is drawn on: pixels from the upper left corner. */
interface Canvas {
  /** How much of what lies below an area is covered. */
  double AREA = 0.22;

  /** Where a text stands relative to its point. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  /** A filled rectangle. */
  void rectangle(double x, double y, double width, double height, Ink ink);

  /** A line through points; {@code dash} is empty for a whole line. */
  void line(double[] x, double[] y, Ink ink, Pen pen);

  /** A pale filled area with these corners. */
  void area(double[] x, double[] y, Ink ink);

  /** A filled circle. */
  void dot(double x, double y, double radius, Ink ink);

  /** A text with its base line at y, turned by {@code degrees} (clockwise) about its point. */
  void text(String text, double x, double y, Style style);

  /**
   * How a line is drawn.
   *
   * @param width in pixels
   * @param opacity from 0 to 1
   * @param dash lengths drawn and left out in turn
   */
  record Pen(double width, double opacity, double... dash) {}

  /** How a text is written; {@code size} is in pixels. */
  record Style(Ink ink, double size, Anchor anchor, double degrees, boolean bold) {}
}
