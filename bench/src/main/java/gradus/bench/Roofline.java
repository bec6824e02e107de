package gradus.bench;

import java.util.List;

/**
 * The roofline picture (Williams, Waterman and Patterson 2009): operations per byte against
 * GFLOP/s, both logarithmic. The roof is what the machine can do: on the left it is set by the
 * memory, on the right by the multiply-adds. Each circle is a kind of kernel call; its area is its
 * share of the step's time.
 *
 * @param limits the roof
 * @param threads for which the roof was measured
 * @param panels one for each workload
 */
record Roofline(Limits limits, int threads, List<Panel> panels) {
  private static final int WIDTH = 560;
  private static final int HEIGHT = 552;
  private static final int HEAD = 76;
  private static final int COLUMNS = 2;

  /** Less than this part of the time is not drawn. */
  private static final double LEAST = 0.01;

  /**
   * The part of the picture that belongs to a workload.
   *
   * @param title above it
   * @param profile with equal calls merged
   */
  record Panel(String title, Profile profile) {
    /** What is drawn: calls with arithmetic that take more than a hundredth of the time. */
    List<Profile.Row> drawn() {
      double total = profile.seconds();
      return profile.rows().stream()
          .filter(row -> row.operations() > 0 && row.seconds() > LEAST * total)
          .toList();
    }

    /** A row's part of the step's time. */
    double share(Profile.Row row) {
      return row.seconds() / profile.seconds();
    }
  }

  /** What a kernel call mostly is, which gives its colour. */
  enum Kind {
    PRODUCT("matrix product", "#2563a8"),
    CONVOLUTION("convolution", "#c2571a"),
    REDUCTION("loop with a reduction", "#2f8f5b"),
    LOOP("elementwise loop", "#8a4fa3");

    final String text;
    final String colour;

    Kind(String text, String colour) {
      this.text = text;
      this.colour = colour;
    }

    /** The heaviest operation decides. */
    static Kind of(Profile.Row row) {
      String what = row.what();
      return what.contains("mat_mul")
          ? PRODUCT
          : what.contains("convolution") ? CONVOLUTION : what.contains("reduce") ? REDUCTION : LOOP;
    }
  }

  /** The picture as SVG. */
  String svg() {
    int columns = Math.min(COLUMNS, panels.size());
    int rows = Math.ceilDiv(panels.size(), columns);
    SvgText svg = new SvgText(columns * WIDTH, HEAD + rows * HEIGHT);
    head(svg);
    LogScale x = intensities();
    LogScale y = speeds();
    for (int i = 0; i < panels.size(); i++) {
      svg.open(i % columns * WIDTH, HEAD + i / columns * HEIGHT);
      new RooflinePanel(svg, limits, panels.get(i), x, y).draw(WIDTH);
      svg.close();
    }
    return svg.toString();
  }

  private void head(SvgText svg) {
    svg.text(
        24, 30, 17, "start", true, "Kernel calls of a training step below the roof of the machine");
    svg.text(
        24,
        50,
        12,
        "start",
        false,
        "%d threads: %.0f GFLOP/s multiply-adds, %.1f GB/s memory; area of a circle: share of the time"
            .formatted(threads, limits.gflops(), limits.gigabytes()));
    double at = 30;
    for (Kind kind : Kind.values()) {
      svg.circle(at, 66, 5, kind.colour);
      svg.text(at + 10, 70, 12, "start", false, kind.text);
      at += 30 + 7 * kind.text.length();
    }
  }

  private LogScale intensities() {
    double low = limits.gflops() / limits.gigabytes() / 10;
    double high = low * 100;
    for (Panel panel : panels) {
      for (Profile.Row row : panel.drawn()) {
        low = Math.min(low, row.operations() / row.bytes());
        high = Math.max(high, row.operations() / row.bytes());
      }
    }
    return LogScale.around(low, high);
  }

  private LogScale speeds() {
    double low = limits.gflops() / 100;
    for (Panel panel : panels) {
      for (Profile.Row row : panel.drawn()) {
        low = Math.min(low, row.operations() / row.seconds() / 1e9);
      }
    }
    return LogScale.around(low, limits.gflops() * 1.2);
  }
}
