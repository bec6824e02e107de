package gradus.train.report;

import java.util.Locale;

/** The outline of the page: its chapters, in order. A chapter without sections is left out. */
public enum Chapter {
  /** Findings with their evidence. */
  FINDINGS("What was found"),
  /** The edits of a healing. */
  CHANGES("What was changed"),
  /** Why a healing is believed. */
  PROOF("What speaks for it"),
  /** A run before and after it was healed. */
  CURE("Before and after"),
  /** Loss, metrics, rate. */
  LEARNING("Learning"),
  /** How the gradient gets from the output to the input. */
  GRADIENT("The gradient on its way back"),
  /** What was foretold, beside what was measured. */
  FORECAST("Forecast and measurement"),
  /** How large values and gradients are. */
  NUMBERS("How large the numbers are"),
  /** Units that are dead, silent or saturated. */
  UNITS("Units"),
  /** How far each step moves the parameters. */
  UPDATES("Updates"),
  /** What was run. */
  RUN("The run");

  private final String title;

  Chapter(String title) {
    this.title = title;
  }

  /** The heading. */
  public String title() {
    return title;
  }

  /** The anchor in the page. */
  String id() {
    return "chapter-" + name().toLowerCase(Locale.ROOT);
  }
}
