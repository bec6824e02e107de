package gradus.train.log;

import java.util.Locale;

/** Why a run ended. */
public enum EndReason {
  /** All epochs asked for are done. */
  EPOCHS("all epochs are done"),
  /** All steps asked for are done. */
  STEPS("all steps are done"),
  /** The time allowed is used up. */
  TIME("the time allowed is used up"),
  /** The loss no longer changes. */
  CONVERGED("the loss no longer changes"),
  /** The target metric is reached. */
  TARGET("the target is reached"),
  /** The watched value did not improve for as many epochs as patience allows. */
  PATIENCE("there was no improvement for as long as patience allows"),
  /** The user stopped the run; it can be resumed. */
  INTERRUPTED("it was interrupted and can be resumed"),
  /** The loss or a gradient became NaN or infinite. */
  NOT_FINITE("a number became NaN or infinite"),
  /** An error ended the run. */
  FAILED("an error ended it");

  private final String sentence;

  EndReason(String sentence) {
    this.sentence = sentence;
  }

  /** The reason in words, to follow "stopped because". */
  public String sentence() {
    return sentence;
  }

  /** True if training did not come to its end in good order. */
  public boolean bad() {
    return this == NOT_FINITE || this == FAILED;
  }

  /** The word that stands in the log, for example {@code not_finite}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The reason with this word.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static EndReason of(String word) {
    for (EndReason reason : values()) {
      if (reason.word().equals(word)) {
        return reason;
      }
    }
    throw new IllegalArgumentException(
        "reason: got \"" + word + "\"; must be one of the known words");
  }
}
