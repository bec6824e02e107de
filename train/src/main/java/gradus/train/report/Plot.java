package gradus.train.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A plot of named lines: what {@link Svg} and {@link Png} draw, and what a report's page shows.
 *
 * <pre>{@code
 * Plot plot = Plot.of("Gradient norm by layer")
 *     .x(Axis.linear("layer"))
 *     .y(Axis.log("gradient norm"))
 *     .add(Series.of("sigmoid", layers, norms));
 * Files.writeString(file, Svg.of(plot));
 * }</pre>
 *
 * @param title what is shown
 * @param x the axis across
 * @param y the axis upward
 * @param series the lines, in the order of the legend
 * @param band what is shaded; empty for nothing
 */
public record Plot(String title, Axis x, Axis y, List<Series> series, Optional<Band> band) {
  /** Copies the list. */
  public Plot {
    series = List.copyOf(series);
  }

  /** An empty plot with linear axes. */
  public static Plot of(String title) {
    return new Plot(title, Axis.linear(""), Axis.linear(""), List.of(), Optional.empty());
  }

  /** This plot with another axis across. */
  public Plot x(Axis axis) {
    return new Plot(title, axis, y, series, band);
  }

  /** This plot with another axis upward. */
  public Plot y(Axis axis) {
    return new Plot(title, x, axis, series, band);
  }

  /** This plot with one more line. */
  public Plot add(Series line) {
    List<Series> more = new ArrayList<>(series);
    more.add(line);
    return new Plot(title, x, y, more, band);
  }

  /** This plot with a stretch of the axis upward shaded. */
  public Plot band(Band shaded) {
    return new Plot(title, x, y, series, Optional.of(shaded));
  }

  /** This plot without its title. */
  Plot untitled() {
    return new Plot("", x, y, series, band);
  }

  /** True if there is no point that can be drawn. */
  public boolean isEmpty() {
    for (Series line : series) {
      for (int i = 0; i < line.size(); i++) {
        if (x.shows(line.x(i)) && y.shows(line.y(i))) {
          return false;
        }
      }
    }
    return true;
  }
}
