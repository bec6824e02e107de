/**
 * Pages and pictures of a run, made from its log alone.
 *
 * <p>{@link gradus.train.report.Report} reads a run folder's events and writes one page: {@code
 * Verdict} says in a sentence how it went, {@code Figures} turns events into {@link
 * gradus.train.report.Plot}s, {@code Page} puts them together. A plot has two renderers, {@link
 * gradus.train.report.Svg} and {@link gradus.train.report.Png}, which share one drawing.
 */
package gradus.train.report;
