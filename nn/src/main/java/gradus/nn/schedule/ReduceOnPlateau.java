package gradus.nn.schedule;

import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;
import java.util.Optional;

/**
 * Lowers the rate when the loss stops falling. A pure machine: {@link #next} turns a state and a
 * loss into the next state, whose scale multiplies the rate. A loss is better if it is below {@code
 * best (1 - threshold)}, or absolutely {@code best - threshold}; after more than {@code patience}
 * that are not, the rate is multiplied by the factor, and the next {@code cooldown} losses do not
 * count. NaN is never better.
 *
 * @param factor what the rate is multiplied by
 * @param patience how many losses without progress are borne
 * @param threshold how much better counts as better
 * @param absolute whether the threshold is a difference and not a share
 * @param cooldown losses after a fall that do not count
 * @param minimum the lowest rate
 * @param smallest falls of the rate that are not larger are left out
 */
public record ReduceOnPlateau(
    double factor,
    int patience,
    double threshold,
    boolean absolute,
    int cooldown,
    double minimum,
    double smallest)
    implements Schedule {
  static final Entry<Schedule> ENTRY =
      Entry.of(
          "reduce_on_plateau",
          ReduceOnPlateau.class,
          "lowers the rate when the loss stops falling",
          List.of(
              Setting.number("factor", 0, 1, 0.1, "what the rate is multiplied by"),
              Setting.whole("patience", 0, 10, "losses without progress that are borne"),
              Setting.number("threshold", 0, 1e9, 1e-4, "how much better counts as better"),
              Setting.flag("absolute", false, "whether the threshold is a difference, no share"),
              Setting.whole("cooldown", 0, 0, "losses after a fall that do not count"),
              Setting.number("minimum", 0, 1e6, 0, "the lowest rate"),
              Setting.number("smallest", 0, 1, 1e-8, "falls that are not larger are left out")),
          s ->
              new ReduceOnPlateau(
                  s.number("factor"),
                  s.whole("patience"),
                  s.number("threshold"),
                  s.flag("absolute"),
                  s.whole("cooldown"),
                  s.number("minimum"),
                  s.number("smallest")),
          x ->
              Settings.of(
                  "factor", x.factor(),
                  "patience", x.patience(),
                  "threshold", x.threshold(),
                  "absolute", x.absolute(),
                  "cooldown", x.cooldown(),
                  "minimum", x.minimum(),
                  "smallest", x.smallest()));

  /** With the usual settings. */
  public static ReduceOnPlateau of(double factor, int patience) {
    return new ReduceOnPlateau(factor, patience, 1e-4, false, 0, 0, 1e-8);
  }

  /**
   * What is known between losses; part of a checkpoint.
   *
   * @param scale the factor on the rate
   * @param best the best loss so far
   * @param bad losses without progress since then
   * @param cooling losses that still do not count
   */
  public record State(double scale, double best, int bad, int cooling) {
    /** Before the first loss. */
    public static final State START = new State(1, Double.POSITIVE_INFINITY, 0, 0);
  }

  /** The state after a loss; {@code base} is the rate at scale 1, to which the minimum applies. */
  public State next(State state, double base, double loss) {
    double mark = absolute ? state.best - threshold : state.best * (1 - threshold);
    boolean better = loss < mark || (Double.isInfinite(state.best) && loss < state.best);
    double best = better ? loss : state.best;
    boolean cools = state.cooling > 0;
    int bad = better || cools ? 0 : state.bad + 1;
    if (bad <= patience) {
      return new State(state.scale, best, bad, cools ? state.cooling - 1 : 0);
    }
    double now = state.scale * base;
    double lower = Math.max(now * factor, minimum);
    double scale = now - lower > smallest ? lower / base : state.scale;
    return new State(scale, best, 0, cooldown);
  }

  @Override
  public double rate(double base, long step, long total) {
    return base;
  }

  @Override
  public Optional<ReduceOnPlateau> plateau() {
    return Optional.of(this);
  }
}
