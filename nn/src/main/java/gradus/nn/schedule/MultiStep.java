package gradus.nn.schedule;

import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * {@code base factor^(number of milestones at or before t)}.
 *
 * @param at the milestones: steps, or below 1 shares of all steps
 * @param factor what each fall multiplies by
 */
public record MultiStep(List<Double> at, double factor) implements Schedule {
  static final Entry<Schedule> ENTRY =
      Entry.of(
          "multi_step",
          MultiStep.class,
          "falls by a factor at milestones",
          List.of(
              Setting.numbers("at", List.of(0.5, 0.75), "steps, or below 1 shares of all steps"),
              Setting.number("factor", 0, 1e6, 0.1, "what each fall multiplies by")),
          s -> of(s.number("factor"), s.numbers("at")),
          x -> Settings.of("at", x.at(), "factor", x.factor()));

  /** Keeps an immutable copy. */
  public MultiStep {
    at = List.copyOf(at);
  }

  /** Falls at milestones. */
  public static MultiStep of(double factor, double... at) {
    return new MultiStep(java.util.Arrays.stream(at).boxed().toList(), factor);
  }

  @Override
  public double rate(double base, long step, long total) {
    long passed = at.stream().filter(mark -> Span.steps(mark, total, 0) <= step).count();
    return base * Math.pow(factor, passed);
  }
}
