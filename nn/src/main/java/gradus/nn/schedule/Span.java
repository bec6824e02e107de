package gradus.nn.schedule;

import gradus.nn.config.Setting;

/** Lengths in steps, or below 1 as a share of the whole training. */
final class Span {
  private Span() {}

  static Setting setting(String name, String help) {
    return Setting.number(
        name, 0, 1e15, 0, help + ": steps, or below 1 a share; 0 means all steps");
  }

  static Setting warmup() {
    return Setting.number("warmup", 0, 1e15, 0, "steps of warm-up, or below 1 their share");
  }

  /** The number of steps; {@code absent} for 0. */
  static long steps(double given, long total, long absent) {
    if (given == 0) {
      return absent;
    }
    return given < 1 ? Math.round(given * total) : (long) given;
  }

  /** The number of steps, at least 1; all steps for 0. */
  static long steps(double given, long total) {
    return Math.max(1, steps(given, total, total));
  }

  /** {@code step / length} within [0, 1]. */
  static double progress(long step, long length) {
    return Math.clamp((double) step / length, 0.0, 1.0);
  }

  /** From {@code from} to {@code to} along half a cosine. */
  static double cosine(double from, double to, double progress) {
    return to + (from - to) * (1 + Math.cos(Math.PI * progress)) / 2;
  }

  /** From {@code from} to {@code to} along a line. */
  static double line(double from, double to, double progress) {
    return from + (to - from) * progress;
  }
}
