package gradus.train.golden;

import gradus.core.grad.Gradients;
import gradus.core.ir.Node;
import gradus.core.ir.Op;
import gradus.core.shape.Ints;
import gradus.core.tensor.Norms;
import gradus.core.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Products of the Hessian of {@code f = Σ u function(x, w)} with a vector: a gradient's gradient.
 */
final class SecondOrder implements Operation {
  @Override
  public Map<String, Tensor> apply(Arguments a) {
    Tensor y = function(a.config().text("function"), a);
    Tensor f = y.mul(a.get("u")).sum();
    List<String> names = a.has("w") ? List.of("x", "w") : List.of("x");
    List<Node> by = names.stream().map(name -> a.get(name).node()).toList();
    List<Node> first = Gradients.of(List.of(f.node()), List.of(Tensor.scalar(1).node()), by);
    Tensor product = Tensor.scalar(0);
    for (int i = 0; i < names.size(); i++) {
      Tensor v = a.get("v:" + names.get(i));
      product = product.add(Tensor.of(first.get(i)).mul(v).sum());
    }
    List<Node> second = Gradients.of(List.of(product.node()), List.of(Tensor.scalar(1).node()), by);
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    outputs.put("f", f);
    for (int i = 0; i < names.size(); i++) {
      outputs.put("grad:" + names.get(i), Tensor.of(first.get(i)));
      outputs.put("hvp:" + names.get(i), Tensor.of(second.get(i)));
    }
    return outputs;
  }

  private static Tensor function(String name, Arguments a) {
    Tensor x = a.get("x");
    return switch (name) {
      case "exp" -> x.exp();
      case "log" -> x.log();
      case "sqrt" -> x.sqrt();
      case "sin" -> x.sin();
      case "cube" -> x.pow(3);
      case "reciprocal" -> x.reciprocal();
      case "erf" -> x.erf();
      case "tanh" -> x.tanh();
      case "sigmoid" -> x.sigmoid();
      case "softplus" -> x.softplus();
      case "gelu" -> x.mul(x.mul(Math.sqrt(0.5)).erf().add(1)).mul(0.5);
      case "silu" -> x.mul(x.sigmoid());
      case "softmax" -> x.softmax(-1);
      case "log_softmax" -> x.logSoftmax(-1);
      case "logsumexp" -> x.logSumExp(-1);
      case "layer_norm" -> x.sub(x.meanKeep(-1)).mul(x.varianceKeep(-1).add(1e-5).rsqrt());
      case "l2_norm" -> Norms.keep(x, 2, -1).index(-1, 0);
      case "div" -> x.div(a.get("w"));
      case "matmul" -> x.matmul(a.get("w"));
      case "dense_tanh_square" -> x.matmul(a.get("w")).tanh().square();
      case "conv2d_tanh" -> {
        Ints one = Ints.of(1, 1);
        yield x.convolve(a.get("w"), new Op.Window(one, one, one, one), 1).tanh();
      }
      case "softmax_cross_entropy_0" -> x.logSoftmax(-1).index(-1, 0).neg();
      default -> throw new IllegalArgumentException("no function " + name);
    };
  }
}
