package gradus.health.heal;

import gradus.core.ir.Data;
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
 * A changed model begins with the values of the model before it wherever shapes and initializers
 * are the same, also where layers have moved and are called otherwise.
 */
record SameStart(Laboratory laboratory, RunFile run) implements Beginning {
  @Override
  public Map<String, Data> values(RunFile changed, List<String> operations, long seed) {
    if (changed.model().equals(run.model()) || !changed.init().equals(run.init())) {
      return Map.of();
    }
    List<ParameterSpec> before = laboratory.specs(run);
    List<ParameterSpec> after = laboratory.specs(changed);
    Map<String, Data> moved =
        new LinkedHashMap<>(Transplant.moved(before, after, laboratory.initial(run, seed)));
    Map<String, ParameterSpec> old = byName(before);
    Map<String, ParameterSpec> now = byName(after);
    Transplant.names(before, after)
        .forEach(
            (name, then) -> {
              boolean same =
                  Objects.equals(now.get(name).initializer(), old.get(then).initializer());
              if (!same || name.equals(then)) {
                moved.remove("value:" + name);
              }
            });
    return moved;
  }

  private static Map<String, ParameterSpec> byName(List<ParameterSpec> specs) {
    Map<String, ParameterSpec> map = new HashMap<>();
    specs.forEach(spec -> map.put(spec.name(), spec));
    return map;
  }
}
