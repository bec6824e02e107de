package gradus.health.heal;

import gradus.core.ir.Data;
import gradus.train.run.RunFile;
import java.util.List;
import java.util.Map;

/** The values with which trials of a run begin; none for those of its run file. */
@FunctionalInterface
interface Beginning {
  /**
   * By names such as {@code value:dense_1.weight}.
   *
   * @param operations on learned weights, in order
   * @throws IllegalArgumentException if an operation does not fit
   */
  Map<String, Data> values(RunFile run, List<String> operations, long seed);
}
