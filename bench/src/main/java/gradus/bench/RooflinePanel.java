package gradus.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws the part of the roofline picture that belongs to a workload, with its list of calls. */
final class RooflinePanel {
  private static final int LEFT = 62;
  private static final int RIGHT = 20;
  private static final int TOP = 34;
  private static final int PLOT = 300;
  private static final int LISTED = 10;
  private static final int LINE = 16;
  private static final int LONGEST = 62;

  /** The radius of a circle that would take all of the time. */
  private static final double RADIUS = 64;

  private static final String GRID = "#e4e4e4";
  private static final String ROOF = "#444444";

  private final SvgText svg;
  private final Limits limits;
  private final Roofline.Panel panel;
  private final LogScale x;
  private final LogScale y;
  private final List<double[]> marks = new ArrayList<>();
  private double width;

  RooflinePanel(SvgText svg, Limits limits, Roofline.Panel panel, LogScale x, LogScale y) {
    this.svg = svg;
    this.limits = limits;
    this.panel = panel;
    this.x = x;
    this.y = y;
  }

  void draw(int outerWidth) {
    width = outerWidth - LEFT - RIGHT;
    svg.text(LEFT, TOP - 12, 14, "start", true, panel.title());
    List<Profile.Row> drawn = panel.drawn();
    double shown = drawn.stream().mapToDouble(panel::share).sum();
    String time = String.format(Locale.ROOT, "%.2f ms", 1e3 * panel.profile().seconds());
    axes();
    // Nothing computes much with few bytes and slowly: this corner is free.
    String caption = time + " a step, drawn " + percent(shown);
    svg.text(LEFT + width - 4, TOP + PLOT - 8, 11, "end", false, caption);
    roof();
    for (Profile.Row row : drawn) {
      svg.circle(
          atX(intensity(row)),
          atY(speed(row)),
          RADIUS * Math.sqrt(panel.share(row)),
          Roofline.Kind.of(row).colour);
    }
    roofLabels();
    int listed = Math.min(LISTED, drawn.size());
    for (int i = 0; i < listed; i++) {
      number(i + 1, drawn.get(i));
    }
    list(drawn.subList(0, listed), TOP + PLOT + 56);
  }

  private static double intensity(Profile.Row row) {
    return row.operations() / row.bytes();
  }

  private static double speed(Profile.Row row) {
    return row.operations() / row.seconds() / 1e9;
  }

  private double atX(double value) {
    return LEFT + width * x.at(value);
  }

  private double atY(double value) {
    return TOP + PLOT * (1 - y.at(value));
  }

  private void axes() {
    for (int power = x.low(); power <= x.high(); power++) {
      double at = atX(Math.pow(10, power));
      svg.line(at, TOP, at, TOP + PLOT, GRID, 1);
      svg.text(at, TOP + PLOT + 16, 11, "middle", false, LogScale.label(power));
    }
    for (int power = y.low(); power <= y.high(); power++) {
      double at = atY(Math.pow(10, power));
      svg.line(LEFT, at, LEFT + width, at, GRID, 1);
      svg.text(LEFT - 7, at + 4, 11, "end", false, LogScale.label(power));
    }
    svg.text(LEFT + width / 2, TOP + PLOT + 33, 12, "middle", false, "operations per byte");
    svg.upwards(18, TOP + PLOT / 2.0, 12, "GFLOP/s");
  }

  /** Where the roof comes into the picture. */
  private double roofFrom() {
    return Math.max(x.least(), y.least() / limits.gigabytes());
  }

  private void roof() {
    double ridge = limits.gflops() / limits.gigabytes();
    double from = roofFrom();
    svg.line(atX(from), atY(from * limits.gigabytes()), atX(ridge), atY(limits.gflops()), ROOF, 2);
    svg.line(atX(ridge), atY(limits.gflops()), LEFT + width, atY(limits.gflops()), ROOF, 2);
  }

  /** Written over the circles. */
  private void roofLabels() {
    String peak = String.format(Locale.ROOT, "%.0f GFLOP/s", limits.gflops());
    double ridge = limits.gflops() / limits.gigabytes();
    // Few calls stand where the roof begins to be flat.
    svg.text(atX(ridge), atY(limits.gflops()) - 7, 11, "start", false, peak);
    double middle = Math.sqrt(roofFrom() * ridge);
    String memory = String.format(Locale.ROOT, "%.1f GB/s", limits.gigabytes());
    svg.text(atX(middle) - 8, atY(middle * limits.gigabytes()) - 6, 11, "end", false, memory);
  }

  /** A number at the circle's centre, or as near as no other number stands. */
  private void number(int number, Profile.Row row) {
    double cx = atX(intensity(row));
    double cy = atY(speed(row));
    double radius = RADIUS * Math.sqrt(panel.share(row));
    double[] best = {cx, cy};
    for (int ring = 0; ring < 12 && taken(best); ring++) {
      for (int turn = 0; turn < 12 && taken(best); turn++) {
        double angle = Math.PI / 6 * turn;
        double away = radius / 2 + 7 * ring;
        best = new double[] {cx + away * Math.cos(angle), cy + away * Math.sin(angle)};
      }
    }
    marks.add(best);
    if (Math.hypot(best[0] - cx, best[1] - cy) > radius) {
      svg.line(cx, cy, best[0], best[1], ROOF, 0.6);
    }
    svg.text(best[0], best[1] + 4, 12, "middle", true, String.valueOf(number));
  }

  private boolean taken(double[] place) {
    boolean outside =
        place[0] < LEFT + 6
            || place[0] > LEFT + width - 6
            || place[1] < TOP + 6
            || place[1] > TOP + PLOT - 6;
    return outside
        || marks.stream().anyMatch(mark -> Math.hypot(mark[0] - place[0], mark[1] - place[1]) < 14);
  }

  private void list(List<Profile.Row> rows, double top) {
    double at = top;
    for (int i = 0; i < rows.size(); i++) {
      Profile.Row row = rows.get(i);
      double part = limits.fraction(row.operations(), row.bytes(), row.seconds());
      svg.circle(LEFT - 34, at - 4, 4, Roofline.Kind.of(row).colour);
      svg.text(LEFT - 12, at, 11, "end", true, String.valueOf(i + 1));
      svg.text(LEFT + 22, at, 11, "end", false, percent(panel.share(row)));
      svg.text(LEFT + 30, at, 11, "start", false, name(row));
      svg.text(LEFT + width, at, 11, "end", false, percent(part) + " of the roof");
      at += LINE;
    }
  }

  private static String percent(double part) {
    return String.format(Locale.ROOT, part < 0.01 ? "%.1f %%" : "%.0f %%", 100 * part);
  }

  /** For example {@code 3 x convolution_kernel + 14 over [3, 3, 16, 16]}. */
  static String name(Profile.Row row) {
    String what = row.what();
    int over = what.lastIndexOf(" over ");
    String[] operations = (over < 0 ? what : what.substring(0, over)).split(" \\+ ");
    String fused = operations.length > 1 ? " + " + (operations.length - 1) + " more" : "";
    String calls = row.calls() > 1 ? row.calls() + " x " : "";
    String text = calls + operations[0] + fused + (over < 0 ? "" : what.substring(over));
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 3) + "...";
  }
}
