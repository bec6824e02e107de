package gradus.health.preflight;

import gradus.core.ir.Data;
import gradus.health.Intake;
import gradus.nn.ParameterSpec;
import gradus.nn.init.Fans;
import gradus.nn.optim.Groups;
import gradus.train.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The initial values of the weights. */
final class FirstWeights {
  private FirstWeights() {}

  static List<Intake.Weight> of(Engine engine, Ends ends) {
    List<Intake.Weight> weights = new ArrayList<>();
    Groups groups = engine.recipe().updates().groups();
    Map<String, Data> values = engine.modelValues();
    for (ParameterSpec spec : engine.specs()) {
      if (!spec.trainable() || spec.shape().rank() < 2) {
        continue;
      }
      float[] numbers = values.get(spec.name()).toFloats();
      String layer = spec.name().substring(0, Math.max(0, spec.name().lastIndexOf('.')));
      boolean table = ends.isTable(layer);
      double squares = 0;
      double sum = 0;
      for (float x : numbers) {
        sum += x;
        squares += (double) x * x;
      }
      weights.add(
          new Intake.Weight(
              spec.name(),
              table ? 1 : Fans.of(spec.shape()).in(),
              spec.shape().size(-1),
              Math.sqrt(squares / Math.max(1, numbers.length)),
              sum / Math.max(1, numbers.length),
              table ? 0 : equal(numbers, spec.shape().size(-1)),
              table ? 1 : ends.gain(layer),
              groups.trains(spec),
              groups.rate(spec),
              numbers.length,
              table));
    }
    return weights;
  }

  /** The share of units whose weights are those of the unit before. */
  private static double equal(float[] numbers, int units) {
    if (units < 2) {
      return 0;
    }
    int same = 0;
    for (int unit = 1; unit < units; unit++) {
      boolean twin = true;
      for (int i = unit; i < numbers.length && twin; i += units) {
        twin = numbers[i] == numbers[i - 1];
      }
      same += twin ? 1 : 0;
    }
    return same / (double) (units - 1);
  }
}
