package gradus.health.forecast;

import gradus.train.log.Event;
import java.util.Optional;

/**
 * The forecast of one piece of the network, and what one batch said.
 *
 * @param path the layer
 * @param kind what the layer is, for example {@code dense}, {@code relu}
 * @param role what it does to the gradient
 * @param units numbers along its last axis
 * @param rms the root mean square of what it gives
 * @param apart the part of the mean square that tells samples apart, from 0 to 1
 * @param gain rms of the gradient at its input through it alone, by that at its output; {@code χ =
 *     gain²}
 * @param junction rms of the gradient at its input, by the same through it alone
 * @param arriving rms of the gradient at its output, by that at the output of the network: the gain
 *     of all that follows
 * @param learned whether something before it learns, so that its gain counts
 * @param formula where the gain comes from; begins with "measured" if there is no theory
 * @param dead the probability that all its units are where the slope is 0, and no other way leads
 *     past it
 * @param measured what one real batch said; empty if none was run
 * @param measuredArriving the same ratio as {@code arriving}, measured; NaN if none was run
 */
public record LayerForecast(
    String path,
    String kind,
    Event.Role role,
    int units,
    Prediction rms,
    double apart,
    Prediction gain,
    double junction,
    Prediction arriving,
    boolean learned,
    String formula,
    double dead,
    Optional<Event.Link> measured,
    double measuredArriving) {

  /** {@code χ}: the mean square of the gradient at its input by that at its output. */
  public double chi() {
    return gain.field() * gain.field();
  }

  /** Whether the numbers come from a theory rather than from a measurement of the layer alone. */
  public boolean theory() {
    return !formula.startsWith("measured");
  }

  /** With what a batch said. */
  LayerForecast with(Event.Link link, double gradientAtOutput) {
    double ratio = link.gradient().map(g -> g.rms() / gradientAtOutput).orElse(Double.NaN);
    return new LayerForecast(
        path,
        kind,
        role,
        units,
        rms,
        apart,
        gain,
        junction,
        arriving,
        !Double.isNaN(link.gain()),
        formula,
        dead,
        Optional.of(link),
        ratio);
  }
}
