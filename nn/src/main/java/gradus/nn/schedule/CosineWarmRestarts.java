package gradus.nn.schedule;

import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * Half a cosine from the base to the minimum, again and again, each period {@code growth} times as
 * long as the one before (Loshchilov and Hutter 2017).
 *
 * @param period the first period: steps, or below 1 a share of all steps
 * @param growth what each period multiplies by
 * @param minimum the lowest rate
 * @param warmup steps of warm-up, or below 1 their share
 */
public record CosineWarmRestarts(double period, int growth, double minimum, double warmup)
    implements Schedule {
  static final Entry<Schedule> ENTRY =
      Entry.of(
          "cosine_warm_restarts",
          CosineWarmRestarts.class,
          "falls along half a cosine, again and again",
          List.of(
              Setting.number("period", 0, 1e15, 0.25, "first period: steps, or below 1 a share"),
              Setting.whole("growth", 1, 1, "what each period multiplies by"),
              Setting.number("minimum", 0, 1e6, 0, "the lowest rate"),
              Span.warmup()),
          s ->
              new CosineWarmRestarts(
                  s.number("period"), s.whole("growth"), s.number("minimum"), s.number("warmup")),
          x ->
              Settings.of(
                  "period", x.period(),
                  "growth", x.growth(),
                  "minimum", x.minimum(),
                  "warmup", x.warmup()));

  /** To 0 and again, without growth. */
  public static CosineWarmRestarts of(double period) {
    return new CosineWarmRestarts(period, 1, 0, 0);
  }

  @Override
  public double rate(double base, long step, long total) {
    return new Warmup(warmup, this::plain).rate(base, step, total);
  }

  private double plain(double base, long step, long total) {
    long length = Span.steps(period, total);
    long at = step;
    if (growth == 1) {
      at %= length;
    } else {
      while (at >= length) {
        at -= length;
        length *= growth;
      }
    }
    return Span.cosine(base, minimum, (double) at / length);
  }
}
