package gradus.health;

import java.util.Locale;

/** What can be wrong with a training. */
public enum Symptom {
  /** The gradient gets smaller from layer to layer on its way back. */
  VANISHING("the gradient vanishes"),
  /** The gradient or the signal gets larger from layer to layer. */
  EXPLODING("the gradient explodes"),
  /** Units that give a constant for all samples and learn nothing any more. */
  DEAD_UNITS("units are dead"),
  /** Units that stand where their activation is flat. */
  SATURATED_UNITS("units are saturated"),
  /** NaN or infinity. */
  NON_FINITE("numbers are not finite"),
  /** The loss swings or jumps instead of falling. */
  OSCILLATING("the loss swings"),
  /** The loss does not fall. */
  NOT_DECREASING("the loss does not fall"),
  /** Weights start constant, equal, or with a wrong scale. */
  BAD_INITIALIZATION("the initialization is wrong"),
  /** Steps are too long. */
  RATE_TOO_HIGH("the learning rate is too high"),
  /** Steps are too short to get anywhere. */
  RATE_TOO_LOW("the learning rate is too low"),
  /** Inputs are far from mean 0 and variance 1. */
  INPUTS_NOT_NORMALIZED("the inputs are not normalized"),
  /** Labels, output and loss do not fit each other, or data contradict themselves. */
  MISFIT("labels, output and loss do not fit"),
  /** The training data is learned by heart. */
  OVERFITTING("the network overfits"),
  /** Parameters that should change and do not. */
  FROZEN_PARAMETERS("parameters do not change");

  private final String words;

  Symptom(String words) {
    this.words = words;
  }

  /** In plain words, as part of a sentence. */
  public String words() {
    return words;
  }

  /** As written in files: {@code dead_units}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The symptom of a word in a file.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Symptom of(String word) {
    for (Symptom symptom : values()) {
      if (symptom.word().equals(word)) {
        return symptom;
      }
    }
    throw new IllegalArgumentException(
        "symptom: got '"
            + word
            + "'; must be one of "
            + java.util.Arrays.toString(values()).toLowerCase(Locale.ROOT));
  }
}
