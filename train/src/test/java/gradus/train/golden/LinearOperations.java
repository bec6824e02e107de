package gradus.train.golden;

import static gradus.train.golden.Operation.y;

import gradus.core.tensor.Einsum;
import gradus.core.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/** Products. */
final class LinearOperations {
  private LinearOperations() {}

  static Map<String, Operation> table() {
    Map<String, Operation> table = new LinkedHashMap<>();
    table.put("bilinear", y(LinearOperations::bilinear));
    table.put("matmul", y(a -> turned(a, "a").matmul(turned(a, "b"))));
    table.put("einsum", y(a -> Einsum.of(a.config().text("equation"), a.get("a"), a.get("b"))));
    return table;
  }

  private static Tensor turned(Arguments a, String name) {
    return a.config().flag("transpose_" + name) ? a.get(name).transpose() : a.get(name);
  }

  /** {@code y[n,o] = Σ x1[n,i] W[i,j,o] x2[n,j] + b[o]}. */
  private static Tensor bilinear(Arguments a) {
    Tensor weight = a.get("weight");
    Tensor left = Einsum.of("ni,ijo->njo", a.get("x1"), weight);
    Tensor y = Einsum.of("njo,nj->no", left, a.get("x2"));
    return a.has("bias") ? y.add(a.get("bias")) : y;
  }
}
