package gradus.health.heal;

import java.util.Locale;

/** How a healing ended. */
public enum Verdict {
  /** No alarm: nothing was changed. */
  HEALTHY,
  /** A change was found that is proved to help. */
  HEALED,
  /** No change could be proved; the run file stays as it was. */
  NOT_HEALED;

  /** As written in files. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
