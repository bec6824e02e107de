package gradus.health.heal.remedy;

import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Remedy;
import java.util.List;

/** Momentum back to 0.9, and the other memories of optimizers to theirs. */
record UsualMemory() implements Remedy {
  private static final List<String> MEMORIES =
      List.of("momentum", "dampening", "beta1", "beta2", "epsilon", "slowing", "initial");

  /** What of the old is kept in each step by averages of gradients, from the least to the most. */
  private static final double LEAST = 0.3;

  private static final double MOST = 0.98;

  /** The same of averages of squares, which must not forget as fast. */
  private static final double LEAST_OF_SQUARES = 0.8;

  /** Whether an optimizer forgets at once or hardly ever. */
  static boolean isOdd(Draft draft) {
    String optimizer = RateTimes.optimizer(draft);
    double momentum = draft.number(0.9, "optimizer", optimizer, "momentum");
    double beta1 = draft.number(0.9, "optimizer", optimizer, "beta1");
    double beta2 = draft.number(0.99, "optimizer", optimizer, "beta2");
    return Math.max(momentum, beta1) > MOST || beta1 < LEAST || beta2 < LEAST_OF_SQUARES;
  }

  @Override
  public String name() {
    return "momentum_default";
  }

  @Override
  public String sentence() {
    return "The optimizer remembers as long as is usual.";
  }

  @Override
  public List<Draft> prescribe(Patient patient) {
    Draft draft = patient.draft().by(name());
    String optimizer = RateTimes.optimizer(draft);
    for (String memory : MEMORIES) {
      draft.set(null, sentence(), "optimizer", optimizer, memory);
    }
    return List.of(draft);
  }
}
