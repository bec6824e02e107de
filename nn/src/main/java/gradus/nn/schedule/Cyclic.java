package gradus.nn.schedule;

import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;
import java.util.Locale;

/**
 * Up from the base rate to a multiple of it and down again, along lines, in cycles (Smith 2017).
 *
 * @param peak the highest rate, as a factor on the base
 * @param up steps upwards, or below 1 their share
 * @param down steps downwards, or below 1 their share; 0 for as many as upwards
 * @param mode how the height changes
 * @param gamma the factor of a step in mode {@code exp_range}
 */
public record Cyclic(double peak, double up, double down, Mode mode, double gamma)
    implements Schedule {
  /** How the height of the cycles changes. */
  public enum Mode {
    /** Always the same. */
    TRIANGULAR,
    /** Halved in each cycle. */
    TRIANGULAR2,
    /** Times gamma^t. */
    EXP_RANGE;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static final Entry<Schedule> ENTRY =
      Entry.of(
          "cyclic",
          Cyclic.class,
          "up and down along lines, again and again",
          List.of(
              Setting.number("peak", 1, 1e9, 10, "the highest rate, as a factor on the lowest"),
              Setting.number("up", 0, 1e15, 0.1, "steps upwards, or below 1 their share"),
              Setting.number("down", 0, 1e15, 0, "the same downwards; 0: as many as upwards"),
              Setting.choice(
                  "mode",
                  List.of("triangular", "triangular2", "exp_range"),
                  "triangular",
                  "equal, halved in each cycle, or times gamma^t"),
              Setting.number("gamma", 0, 1, 1, "factor of a step in mode exp_range")),
          s ->
              new Cyclic(
                  s.number("peak"),
                  s.number("up"),
                  s.number("down"),
                  Mode.valueOf(s.text("mode").toUpperCase(Locale.ROOT)),
                  s.number("gamma")),
          x ->
              Settings.of(
                  "peak", x.peak(),
                  "up", x.up(),
                  "down", x.down(),
                  "mode", x.mode().word(),
                  "gamma", x.gamma()));

  /** Triangles of equal height. */
  public static Cyclic of(double peak, double up) {
    return new Cyclic(peak, up, 0, Mode.TRIANGULAR, 1);
  }

  @Override
  public double rate(double base, long step, long total) {
    long rise = Span.steps(up, total);
    long fall = Math.max(1, Span.steps(down, total, rise));
    long cycle = step / (rise + fall);
    long at = step % (rise + fall);
    double height = at <= rise ? (double) at / rise : 1 - (double) (at - rise) / fall;
    double scale =
        switch (mode) {
          case TRIANGULAR -> 1;
          case TRIANGULAR2 -> Math.pow(0.5, cycle);
          case EXP_RANGE -> Math.pow(gamma, step);
        };
    return base + (peak * base - base) * height * scale;
  }
}
