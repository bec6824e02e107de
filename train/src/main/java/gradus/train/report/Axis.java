package gradus.train.report;

import java.util.List;

/**
 * One axis of a plot.
 *
 * @param label what is measured, with its unit
 * @param log true for a logarithmic axis, which leaves out zero and negative values
 * @param categories names that stand at 0, 1, 2… in place of numbers; empty for numbers
 */
public record Axis(String label, boolean log, List<String> categories) {
  /** Copies the list. */
  public Axis {
    categories = List.copyOf(categories);
  }

  /** An axis of equal distances. */
  public static Axis linear(String label) {
    return new Axis(label, false, List.of());
  }

  /** An axis of equal ratios. */
  public static Axis log(String label) {
    return new Axis(label, true, List.of());
  }

  /** An axis with a name at each of 0, 1, 2… */
  public static Axis names(String label, List<String> names) {
    return new Axis(label, false, names);
  }

  /** True if the value has a place on this axis. */
  boolean shows(double value) {
    return Double.isFinite(value) && (!log || value > 0);
  }

  /** The value as it is laid out: its decimal logarithm on a logarithmic axis. */
  double place(double value) {
    return log ? Math.log10(value) : value;
  }
}
