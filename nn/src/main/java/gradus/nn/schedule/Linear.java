package gradus.nn.schedule;

import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * {@code base f} with f on a line from {@code start} to {@code end} over the length, then constant.
 *
 * @param end the last factor
 * @param start the first factor
 * @param length steps, or below 1 a share; 0 for all steps
 * @param warmup steps of warm-up, or below 1 their share
 */
public record Linear(double end, double start, double length, double warmup) implements Schedule {
  static final Entry<Schedule> ENTRY =
      Entry.of(
          "linear",
          Linear.class,
          "a line from one factor to another",
          List.of(
              Setting.number("end", 0, 1e30, 0, "the last factor on the rate"),
              Setting.number("start", 0, 1e30, 1, "the first factor on the rate"),
              Span.setting("length", "when the end is reached"),
              Span.warmup()),
          s ->
              new Linear(
                  s.number("end"), s.number("start"), s.number("length"), s.number("warmup")),
          x ->
              Settings.of(
                  "end", x.end(), "start", x.start(), "length", x.length(), "warmup", x.warmup()));

  /** From the base rate to a factor of it over all steps. */
  public static Linear of(double end) {
    return new Linear(end, 1, 0, 0);
  }

  @Override
  public double rate(double base, long step, long total) {
    return new Warmup(warmup, this::plain).rate(base, step, total);
  }

  private double plain(double base, long step, long total) {
    return base * Span.line(start, end, Span.progress(step, Span.steps(length, total)));
  }
}
