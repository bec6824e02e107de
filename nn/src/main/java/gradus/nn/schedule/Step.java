package gradus.nn.schedule;

import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * {@code base factor^floor(t / every)}.
 *
 * @param every steps between falls, or below 1 their share; 0 for a third of all steps
 * @param factor what each fall multiplies by
 */
public record Step(double every, double factor) implements Schedule {
  static final Entry<Schedule> ENTRY =
      Entry.of(
          "step",
          Step.class,
          "falls by a factor at equal distances",
          List.of(
              Setting.number(
                  "every", 0, 1e15, 0, "steps between falls, or below 1 their share; 0: a third"),
              Setting.number("factor", 0, 1e6, 0.1, "what each fall multiplies by")),
          s -> new Step(s.number("every"), s.number("factor")),
          x -> Settings.of("every", x.every(), "factor", x.factor()));

  /** Falls at equal distances. */
  public static Step of(double every, double factor) {
    return new Step(every, factor);
  }

  @Override
  public double rate(double base, long step, long total) {
    long distance = Math.max(1, Span.steps(every, total, (total + 2) / 3));
    return base * Math.pow(factor, step / distance);
  }
}
