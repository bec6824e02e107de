package gradus.health.heal.remedy;

import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Forms;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Remedy;
import java.util.List;

/** The rate rises over the first tenth of the steps (Goyal et al. 2017). */
record WarmStart() implements Remedy {
  private static final double SHARE = 0.1;

  @Override
  public String name() {
    return "warmup";
  }

  @Override
  public String sentence() {
    return "The rate rises over the first tenth of the steps.";
  }

  @Override
  public List<Draft> prescribe(Patient patient) {
    Draft draft = patient.draft().by(name());
    Object now = draft.get("schedule").orElse(null);
    String kind = Forms.name(now);
    return switch (kind) {
      case "warmup" -> List.of();
      case "" ->
          List.of(draft.set(Forms.thing("constant", "warmup", SHARE), sentence(), "schedule"));
      case "constant", "cosine" ->
          List.of(draft.set(SHARE, sentence(), "schedule", kind, "warmup"));
      default ->
          List.of(
              draft.set(
                  Forms.thing("warmup", "length", SHARE, "then", now), sentence(), "schedule"));
    };
  }
}
