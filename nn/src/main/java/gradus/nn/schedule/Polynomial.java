package gradus.nn.schedule;

import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * {@code minimum + (base - minimum) (1 - p)^power} with {@code p = min(1, t / length)}.
 *
 * @param power the exponent
 * @param length steps, or below 1 a share; 0 for all steps
 * @param minimum the last rate
 * @param warmup steps of warm-up, or below 1 their share
 */
public record Polynomial(double power, double length, double minimum, double warmup)
    implements Schedule {
  static final Entry<Schedule> ENTRY =
      Entry.of(
          "polynomial",
          Polynomial.class,
          "falls as a power of what is left",
          List.of(
              Setting.number("power", 0, 1e3, 1, "the exponent"),
              Span.setting("length", "when the minimum is reached"),
              Setting.number("minimum", 0, 1e6, 0, "the last rate"),
              Span.warmup()),
          s ->
              new Polynomial(
                  s.number("power"), s.number("length"), s.number("minimum"), s.number("warmup")),
          x ->
              Settings.of(
                  "power", x.power(),
                  "length", x.length(),
                  "minimum", x.minimum(),
                  "warmup", x.warmup()));

  /** To 0 over all steps. */
  public static Polynomial of(double power) {
    return new Polynomial(power, 0, 0, 0);
  }

  @Override
  public double rate(double base, long step, long total) {
    return new Warmup(warmup, this::plain).rate(base, step, total);
  }

  private double plain(double base, long step, long total) {
    double left = 1 - Span.progress(step, Span.steps(length, total));
    return minimum + (base - minimum) * Math.pow(left, power);
  }
}
