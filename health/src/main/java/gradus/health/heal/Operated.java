package gradus.health.heal;

import gradus.core.ir.Data;
import gradus.core.tensor.Tensor;
import gradus.health.heal.surgery.SameOutputs;
import gradus.health.heal.surgery.Surgery;
import gradus.health.heal.trial.Laboratory;
import gradus.health.heal.trial.Transplant;
import gradus.nn.ParameterSpec;
import gradus.train.run.RunFile;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Trials begin with what a run has learned. Layers that moved keep their weights, those that are to
 * start otherwise lose them; inserted batch norms give at first what they get; operations leave the
 * answers as they are, which is checked on real examples. All seeds begin with the same values.
 */
final class Operated implements Beginning {
  private final Laboratory laboratory;
  private final RunFile run;
  private final Map<String, Data> learned;
  private final Map<List<Object>, Map<String, Data>> known = new HashMap<>();

  /**
   * Beginnings with what was learned.
   *
   * @param learned the values of the run by names with {@code value:} in front
   */
  Operated(Laboratory laboratory, RunFile run, Map<String, Data> learned) {
    this.laboratory = laboratory;
    this.run = run;
    this.learned = learned;
  }

  @Override
  public Map<String, Data> values(RunFile changed, List<String> operations, long seed) {
    List<Object> key = List.of(changed, operations);
    if (!known.containsKey(key)) {
      known.put(key, operated(changed, operations));
    }
    return known.get(key);
  }

  private Map<String, Data> operated(RunFile changed, List<String> operations) {
    long seed = run.seed();
    boolean sameModel = changed.model().equals(run.model());
    if (sameModel && operations.isEmpty()) {
      return learned;
    }
    Map<String, Data> values = new LinkedHashMap<>(laboratory.initial(changed, seed));
    Map<String, Data> kept = kept(changed);
    values.putAll(kept);
    Tensor examples = laboratory.examples(changed);
    if (!sameModel) {
      values = Surgery.normed(changed.model(), examples, values, kept.keySet());
    }
    for (String operation : operations) {
      values =
          operation.equals(Surgery.REBALANCE)
              ? Surgery.rebalanced(changed.model(), examples, values)
              : Surgery.reborn(changed.model(), examples, values, seed);
    }
    if (operations.isEmpty() && !isInsertion(changed)) {
      return values;
    }
    float[] before = laboratory.outputs(run, learned);
    SameOutputs.check(
        String.join(" and ", operations), before, laboratory.outputs(changed, values));
    return values;
  }

  /** Learned values under their names in a changed model. */
  private Map<String, Data> kept(RunFile changed) {
    List<ParameterSpec> before = laboratory.specs(run);
    List<ParameterSpec> after = laboratory.specs(changed);
    Map<String, Data> moved = new LinkedHashMap<>(Transplant.moved(before, after, learned));
    Transplant.names(before, after)
        .forEach(
            (now, then) -> {
              boolean restarted = !Objects.equals(explicit(after, now), explicit(before, then));
              if (restarted) {
                moved.remove("value:" + now);
              }
            });
    return moved;
  }

  /** What a value starts by if that was given. */
  private static Object explicit(List<ParameterSpec> specs, String name) {
    for (ParameterSpec spec : specs) {
      if (spec.name().equals(name)) {
        return spec.initializer() instanceof gradus.nn.init.DefaultFor ? "" : spec.initializer();
      }
    }
    return "";
  }

  /** Whether the model only got norms, or ways past layers that start at 0. */
  private boolean isInsertion(RunFile changed) {
    List<ParameterSpec> before = laboratory.specs(run);
    Map<String, String> names = Transplant.names(before, laboratory.specs(changed));
    String text = changed.toYaml();
    boolean ways = text.contains("shortcut") || text.contains("batch_norm");
    return ways
        && names.size() == before.size()
        && kept(changed).size() == names.size()
        && !text.contains("layer_norm");
  }
}
