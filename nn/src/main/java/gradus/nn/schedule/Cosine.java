package gradus.nn.schedule;

import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * {@code minimum + (base - minimum) (1 + cos(pi t / length)) / 2} (Loshchilov and Hutter 2017).
 * After the length the rate stays at the minimum, or rises and falls again if it swings.
 *
 * @param minimum the lowest rate
 * @param length steps, or below 1 a share; 0 for all steps
 * @param warmup steps of warm-up, or below 1 their share
 * @param swing whether the rate rises again after the length
 */
public record Cosine(double minimum, double length, double warmup, boolean swing)
    implements Schedule {
  static final Entry<Schedule> ENTRY =
      Entry.of(
          "cosine",
          Cosine.class,
          "falls along half a cosine",
          List.of(
              Setting.number("minimum", 0, 1e6, 0, "the lowest rate"),
              Span.setting("length", "when the minimum is reached"),
              Span.warmup(),
              Setting.flag("swing", false, "whether the rate rises again after the length")),
          s ->
              new Cosine(
                  s.number("minimum"), s.number("length"), s.number("warmup"), s.flag("swing")),
          x ->
              Settings.of(
                  "minimum", x.minimum(),
                  "length", x.length(),
                  "warmup", x.warmup(),
                  "swing", x.swing()));

  /** To 0 over all steps. */
  public static Cosine of() {
    return new Cosine(0, 0, 0, false);
  }

  /** With a warm-up of steps, or below 1 of a share of them. */
  public Cosine withWarmup(double warmup) {
    return new Cosine(minimum, length, warmup, swing);
  }

  @Override
  public double rate(double base, long step, long total) {
    return new Warmup(warmup, this::plain).rate(base, step, total);
  }

  private double plain(double base, long step, long total) {
    long steps = Span.steps(length, total);
    double progress = swing ? (double) step / steps : Span.progress(step, steps);
    return Span.cosine(base, minimum, progress);
  }
}
