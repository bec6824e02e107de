package gradus.nn.schedule;

import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;
import java.util.Optional;

/**
 * A linear rise before another schedule: {@code base (t + 1) / length} for t below the length, then
 * the other with its steps and the total counted from there (Goyal et al. 2017).
 *
 * @param length steps, or below 1 a share of all steps; 0 for no warm-up
 * @param then what follows
 */
public record Warmup(double length, Schedule then) implements Schedule {
  static final Entry<Schedule> ENTRY =
      Entry.of(
          "warmup",
          Warmup.class,
          "a linear rise before another schedule",
          List.of(
              Setting.number("length", 0, 1e15, 0.05, "steps, or below 1 a share of all steps"),
              Setting.one("then", () -> Schedules.CATALOG, "constant", "what follows")),
          s -> new Warmup(s.number("length"), s.one("then", Schedule.class)),
          x -> Settings.of("length", x.length(), "then", x.then()));

  @Override
  public double rate(double base, long step, long total) {
    long rise = Span.steps(length, total, 0);
    return step < rise
        ? base * (step + 1) / rise
        : then.rate(base, step - rise, Math.max(0, total - rise));
  }

  @Override
  public Optional<ReduceOnPlateau> plateau() {
    return then.plateau();
  }
}
