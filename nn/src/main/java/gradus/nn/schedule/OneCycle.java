package gradus.nn.schedule;

import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * Up to the base rate and far down again, over all steps: from {@code base / start} up to the base
 * at {@code t = rise total - 1}, then down to {@code base / start / end} at the last step (Smith
 * and Topin 2018). With three phases it first falls as fast as it rose, then to the end.
 *
 * @param rise the share of steps in which the rate rises
 * @param start how many times smaller the first rate is than the base
 * @param end how many times smaller the last rate is than the first
 * @param anneal whether along half a cosine or a line
 * @param threePhase whether it first falls to the first rate
 */
public record OneCycle(double rise, double start, double end, Anneal anneal, boolean threePhase)
    implements Schedule {
  /** Along what the rate moves. */
  public enum Anneal {
    /** Half a cosine. */
    COSINE("cosine"),
    /** A line. */
    LINEAR("linear");

    private final String word;

    Anneal(String word) {
      this.word = word;
    }

    double between(double from, double to, double progress) {
      return this == COSINE ? Span.cosine(from, to, progress) : Span.line(from, to, progress);
    }
  }

  static final Entry<Schedule> ENTRY =
      Entry.of(
          "one_cycle",
          OneCycle.class,
          "up to the rate of the optimizer and far down again",
          List.of(
              Setting.number("rise", 0, 1, 0.3, "share of steps in which the rate rises"),
              Setting.number("start", 1, 1e9, 25, "how many times smaller the first rate is"),
              Setting.number("end", 1, 1e12, 1e4, "how many times smaller still the last is"),
              Setting.choice("anneal", List.of("cosine", "linear"), "cosine", "cosine or line"),
              Setting.flag("three_phase", false, "whether it first falls to the first rate")),
          s ->
              new OneCycle(
                  s.number("rise"),
                  s.number("start"),
                  s.number("end"),
                  s.text("anneal").equals("linear") ? Anneal.LINEAR : Anneal.COSINE,
                  s.flag("three_phase")),
          x ->
              Settings.of(
                  "rise", x.rise(),
                  "start", x.start(),
                  "end", x.end(),
                  "anneal", x.anneal().word,
                  "three_phase", x.threePhase()));

  /** With the usual settings. */
  public static OneCycle of() {
    return new OneCycle(0.3, 25, 1e4, Anneal.COSINE, false);
  }

  @Override
  public double rate(double base, long step, long total) {
    double first = base / start;
    double last = first / end;
    double top = Math.max(0, rise * total - 1);
    double bottom = Math.max(top, total - 1);
    double back = threePhase ? Math.min(bottom, 2 * top) : top;
    if (step <= top) {
      return anneal.between(first, base, part(step, 0, top));
    }
    if (step <= back) {
      return anneal.between(base, first, part(step, top, back));
    }
    return anneal.between(threePhase ? first : base, last, part(step, back, bottom));
  }

  private static double part(double at, double from, double to) {
    return to <= from ? 1 : Math.clamp((at - from) / (to - from), 0.0, 1.0);
  }
}
