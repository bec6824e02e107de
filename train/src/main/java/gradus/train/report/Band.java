package gradus.train.report;

/**
 * A stretch of the axis upward that is shaded over the whole width of a plot.
 *
 * @param low its lower end
 * @param high its upper end
 * @param name what it means
 */
public record Band(double low, double high, String name) {}
