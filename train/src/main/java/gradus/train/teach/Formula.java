package gradus.train.teach;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a stage does, in formulas.
 *
 * @param forward the formulas of its value, the first one beginning with its symbol
 * @param gradients the gradient of each of its parameters: symbol → formula
 * @param backward what it passes back to each value it reads: symbol → formula; none for ids
 * @param remarks what must be said to read the formulas
 * @param named whether the formulas use the error signal of the stage by its name
 */
record Formula(
    List<String> forward,
    Map<String, String> gradients,
    Map<String, String> backward,
    List<String> remarks,
    boolean named) {
  /** A formula with one line forward. */
  static Formula of(String forward) {
    List<String> lines = new ArrayList<>(List.of(forward));
    return new Formula(
        lines, new LinkedHashMap<>(), new LinkedHashMap<>(), new ArrayList<>(), true);
  }

  /** With one more line forward. */
  Formula and(String line) {
    forward.add(line);
    return this;
  }

  /** With the gradient of a parameter; nothing if there is no such parameter. */
  Formula gradient(String parameter, String formula) {
    if (parameter != null) {
      gradients.put(parameter, formula);
    }
    return this;
  }

  /** With what is passed back to a value. */
  Formula back(String symbol, String formula) {
    backward.merge(symbol, formula, (a, b) -> a + " + " + b);
    return this;
  }

  /** With a remark on the backward formulas. */
  Formula remark(String words) {
    remarks.add(words);
    return this;
  }

  /** Written with the whole expression of the error signal in place of its name. */
  Formula unnamed() {
    return new Formula(forward, gradients, backward, remarks, false);
  }
}
