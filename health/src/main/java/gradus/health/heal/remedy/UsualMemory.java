package gradus.health.heal.remedy;

import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Remedy;
import java.util.List;

/** Momentum back to 0.9, and the other memories of optimizers to theirs. */
record UsualMemory() implements Remedy {
  private static final List<String> MEMORIES =
      List.of("momentum", "dampening", "beta1", "beta2", "epsilon", "slowing", "initial");

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
