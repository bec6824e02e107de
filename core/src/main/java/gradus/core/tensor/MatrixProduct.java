package gradus.core.tensor;

import gradus.core.ir.Node;
import gradus.core.ir.Op;
import gradus.core.shape.Shape;
import gradus.core.shape.ShapeException;

/** Matrix products by numpy's rules. */
final class MatrixProduct {
  private MatrixProduct() {}

  static Tensor of(Tensor a, Tensor b) {
    if (a.shape().rank() == 0 || b.shape().rank() == 0) {
      throw new ShapeException(
          "matmul: got "
              + a.shape()
              + " × "
              + b.shape()
              + "; both must have an axis; use mul for scalars");
    }
    if (a.shape().rank() == 1) {
      Tensor product = of(a.expand(0), b);
      return product.index(b.shape().rank() == 1 ? -1 : -2, 0);
    }
    if (b.shape().rank() == 1) {
      return of(a, b.expand(1)).index(-1, 0);
    }
    int k = a.size(-1);
    if (k != b.size(-2)) {
      throw new ShapeException(
          "got "
              + a.shape()
              + " × "
              + b.shape()
              + "; inner sizes "
              + k
              + " and "
              + b.size(-2)
              + " must match");
    }
    Shape rows = a.shape().slice(0, a.shape().rank() - 1);
    if (b.shape().rank() == 2) {
      // One matrix for all: the leading axes of a are just more rows.
      return plain(a.reshape(rows.count(), k), b).reshape(rows.plus(b.size(-1)));
    }
    Shape lead =
        Shape.broadcast(
            a.shape().slice(0, a.shape().rank() - 2), b.shape().slice(0, b.shape().rank() - 2));
    return plain(a.broadcastTo(lead.plus(a.size(-2), k)), b.broadcastTo(lead.plus(k, b.size(-1))));
  }

  private static Tensor plain(Tensor a, Tensor b) {
    return Tensor.of(Node.of(new Op.MatMul(false, false), a.node(), b.node()));
  }
}
