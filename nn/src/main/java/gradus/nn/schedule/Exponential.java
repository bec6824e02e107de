package gradus.nn.schedule;

import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * {@code base factor^t}; without a factor, {@code base end^(t / total)}. An end above 1 makes the
 * range test of Smith (2017).
 *
 * @param factor what each step multiplies by; 0 to use the end
 * @param end the rate after all steps, as a factor on the base
 * @param warmup steps of warm-up, or below 1 their share
 */
public record Exponential(double factor, double end, double warmup) implements Schedule {
  static final Entry<Schedule> ENTRY =
      Entry.of(
          "exponential",
          Exponential.class,
          "multiplied by the same factor in every step",
          List.of(
              Setting.number("factor", 0, 1e3, 0, "what each step multiplies by; 0: by the end"),
              Setting.number("end", 1e-30, 1e30, 0.01, "the last rate, as a factor on the first"),
              Span.warmup()),
          s -> new Exponential(s.number("factor"), s.number("end"), s.number("warmup")),
          x -> Settings.of("factor", x.factor(), "end", x.end(), "warmup", x.warmup()));

  /** With a factor for each step. */
  public static Exponential of(double factor) {
    return new Exponential(factor, 0.01, 0);
  }

  /** From the base rate to a multiple of it over the whole training. */
  public static Exponential to(double end) {
    return new Exponential(0, end, 0);
  }

  @Override
  public double rate(double base, long step, long total) {
    return new Warmup(warmup, this::plain).rate(base, step, total);
  }

  private double plain(double base, long step, long total) {
    return factor > 0
        ? base * Math.pow(factor, step)
        : base * Math.pow(end, (double) step / Math.max(1, total));
  }
}
