package gradus.health.heal.remedy;

import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Remedy;
import java.util.List;

/** Four times as many examples a step, at least 16, but no more than an eighth of all. */
record LargerBatch() implements Remedy {
  private static final int USUAL = 32;
  private static final int LEAST = 16;

  @Override
  public String name() {
    return "larger_batch";
  }

  @Override
  public String sentence() {
    return "More examples a step make a steadier gradient.";
  }

  @Override
  public List<Draft> prescribe(Patient patient) {
    Draft draft = patient.draft().by(name());
    long now = (long) draft.number(USUAL, "train", "batch");
    long most = patient.facts().split().train().size() / 8;
    long larger = Math.min(Math.max(4 * now, LEAST), most);
    return larger > now ? List.of(draft.set(larger, sentence(), "train", "batch")) : List.of();
  }
}
