package gradus.health;

import java.util.Locale;

/** How bad a finding is. */
public enum Severity {
  /** Worth knowing; no alarm. */
  NOTE,
  /** Learning is hurt, or soon will be. */
  WARNING,
  /** The network does not learn, or not what it should. */
  SICK;

  /** Whether a person must be told. */
  public boolean alarms() {
    return this != NOTE;
  }

  /** As written in files. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
