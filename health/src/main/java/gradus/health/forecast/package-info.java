/**
 * The forecast: how signals and gradients will flow through a network, said before its first step,
 * by mean-field theory (Schoenholz et al., Deep Information Propagation, 2017).
 *
 * <p>A model is traced into a {@link gradus.health.forecast.Circuit} of signals and links; each
 * link's rule ({@code LinearRule}, {@code SlopeRule}, {@code NormRule}, {@code PlainRule}) says
 * what it does to the signal's law forward and to the gradient's mean square backward, and how much
 * that varies between random weights of finite width (Hanin 2018). What has no rule is measured
 * alone. {@link gradus.health.forecast.Forecast} puts it together, and one real batch beside it.
 */
package gradus.health.forecast;
