package gradus.train.report;

import java.util.List;

/**
 * A chart of stacked bars: parts above zero are stacked upward, parts below it downward.
 *
 * @param id its name in the page
 * @param title what it shows
 * @param note what to look for, in a sentence; may be empty
 * @param across what the bars stand for
 * @param upward what their length measures, with its unit
 * @param columns the bars' names
 * @param parts what is stacked, the lowest first, each with a number for every bar
 */
public record Bars(
    String id,
    String title,
    String note,
    String across,
    String upward,
    List<String> columns,
    List<Part> parts)
    implements Section {
  /** Copies the lists. */
  public Bars {
    columns = List.copyOf(columns);
    parts = List.copyOf(parts);
  }

  /**
   * One part of every bar. A value that is not finite is left out.
   *
   * @param name its name in the legend
   * @param values one number a bar
   */
  public record Part(String name, List<Double> values) {
    /** Copies the list. */
    public Part {
      values = List.copyOf(values);
    }

    /** True if it adds nothing to any bar; then it is left out of the legend. */
    boolean isEmpty() {
      return values.stream().allMatch(value -> value == 0);
    }
  }

  /** The end of each bar's stack, upward or downward; for a chart without bars nothing. */
  double[] sums(boolean up) {
    double[] sums = new double[columns.size()];
    for (Part part : parts) {
      for (int i = 0; i < sums.length; i++) {
        double value = part.values().get(i);
        if (Double.isFinite(value) && value > 0 == up) {
          sums[i] += value;
        }
      }
    }
    return sums;
  }
}
