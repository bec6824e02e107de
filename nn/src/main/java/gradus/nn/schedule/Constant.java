package gradus.nn.schedule;

import gradus.nn.config.Entry;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * The same rate in all steps, after an optional warm-up.
 *
 * @param warmup steps of warm-up, or below 1 their share
 */
public record Constant(double warmup) implements Schedule {
  static final Entry<Schedule> ENTRY =
      Entry.of(
          "constant",
          Constant.class,
          "the same rate in all steps",
          List.of(Span.warmup()),
          s -> new Constant(s.number("warmup")),
          x -> Settings.of("warmup", x.warmup()));

  /** Without warm-up. */
  public static Constant of() {
    return new Constant(0);
  }

  @Override
  public double rate(double base, long step, long total) {
    return new Warmup(warmup, (rate, _, _) -> rate).rate(base, step, total);
  }
}
