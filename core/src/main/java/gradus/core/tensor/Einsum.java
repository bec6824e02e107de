package gradus.core.tensor;

import gradus.core.shape.Shape;
import gradus.core.shape.ShapeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Products by naming axes: {@code "bqhd,bkhd->bhqk"} multiplies and sums over the letters that the
 * result does not have. Two arguments, each letter once in each; it becomes one matrix product.
 */
public final class Einsum {
  private final Map<Character, Integer> sizes = new HashMap<>();
  private final String equation;

  private Einsum(String equation) {
    this.equation = equation;
  }

  /**
   * The product that an equation names.
   *
   * @throws ShapeException if letters and axes do not fit
   */
  public static Tensor of(String equation, Tensor a, Tensor b) {
    String[] sides = equation.replace(" ", "").split("->", -1);
    String[] arguments = sides[0].split(",", -1);
    if (sides.length != 2 || arguments.length != 2) {
      throw new ShapeException("einsum: got '" + equation + "'; must look like 'ij,jk->ik'");
    }
    return new Einsum(equation).product(arguments[0], a, arguments[1], b, sides[1]);
  }

  private Tensor product(String left, Tensor a, String right, Tensor b, String result) {
    measure(left, a);
    measure(right, b);
    result
        .chars()
        .forEach(c -> require(sizes.containsKey((char) c), "no argument has '" + (char) c + "'"));
    String batch = common(left, right, result, true);
    String inner = common(left, right, result, false);
    String rows = only(left, right, result);
    String columns = only(right, left, result);
    Tensor x = arrange(a, left, batch, rows, inner);
    Tensor y = arrange(b, right, batch, inner, columns);
    String order = batch + rows + columns;
    return x.matmul(y).reshape(shape(order)).permute(positions(order, result));
  }

  private void measure(String letters, Tensor x) {
    require(letters.length() == x.shape().rank(), "'" + letters + "' does not fit " + x.shape());
    for (int i = 0; i < letters.length(); i++) {
      char letter = letters.charAt(i);
      require(letters.indexOf(letter) == i, "'" + letter + "' stands twice in one argument");
      Integer known = sizes.putIfAbsent(letter, x.size(i));
      require(
          known == null || known == x.size(i),
          "'" + letter + "' is " + known + " and " + x.size(i));
    }
  }

  /** Letters of both arguments, those of the result or those that are summed. */
  private static String common(String left, String right, String result, boolean kept) {
    return filter(left, c -> right.indexOf(c) >= 0 && (result.indexOf(c) >= 0) == kept);
  }

  /** Letters of the result that stand in one argument alone. */
  private static String only(String own, String other, String result) {
    return filter(own, c -> other.indexOf(c) < 0 && result.indexOf(c) >= 0);
  }

  private static String filter(String letters, java.util.function.IntPredicate test) {
    StringBuilder kept = new StringBuilder();
    letters.chars().filter(test).forEach(c -> kept.append((char) c));
    return kept.toString();
  }

  /** Sums what no one needs, then [batch, first, second] with each group as one axis. */
  private Tensor arrange(Tensor x, String letters, String batch, String first, String second) {
    String wanted = batch + first + second;
    List<Integer> gone = new ArrayList<>();
    for (int i = 0; i < letters.length(); i++) {
      if (wanted.indexOf(letters.charAt(i)) < 0) {
        gone.add(i);
      }
    }
    Tensor y = gone.isEmpty() ? x : x.sum(gone.stream().mapToInt(Integer::intValue).toArray());
    String left = filter(letters, c -> wanted.indexOf(c) >= 0);
    return y.permute(positions(left, wanted))
        .reshape(shape(batch).count(), shape(first).count(), shape(second).count());
  }

  private Shape shape(String letters) {
    return Shape.of(letters.chars().map(c -> sizes.get((char) c)).toArray());
  }

  private static int[] positions(String from, String to) {
    return to.chars().map(from::indexOf).toArray();
  }

  private void require(boolean holds, String message) {
    if (!holds) {
      throw new ShapeException("einsum '" + equation + "': " + message);
    }
  }
}
