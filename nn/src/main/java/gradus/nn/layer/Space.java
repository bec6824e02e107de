package gradus.nn.layer;

import gradus.core.ir.Op;
import gradus.core.shape.Ints;
import gradus.core.shape.Shape;
import gradus.core.shape.ShapeException;
import gradus.core.tensor.Tensor;
import java.util.List;

/** Checks and sizes of spatial axes: inputs [batch, space.., channels]. */
final class Space {
  private static final List<String> FORMS =
      List.of("time", "height, width", "depth, height, width");

  private Space() {}

  /** One number for each spatial axis: as given, or one for all. */
  static Ints each(String what, Ints given, int space) {
    if (given.size() == space) {
      return given;
    } else if (given.size() == 1) {
      return Ints.repeat(given.get(0), space);
    }
    throw new ShapeException(
        what
            + ": got "
            + given
            + "; give 1 or "
            + space
            + " numbers for "
            + space
            + " spatial axes");
  }

  /** x, if it has so many spatial axes. */
  static Tensor check(Tensor x, int space) {
    if (x.shape().rank() != space + 2) {
      throw new ShapeException(
          "got "
              + x.shape()
              + "; must be [batch, "
              + FORMS.get(space - 1)
              + ", channels]; put a reshape before it");
    }
    return x.floats();
  }

  /** The number of spatial axes of x, at least one. */
  static int of(Tensor x) {
    int space = x.shape().rank() - 2;
    if (space < 1) {
      throw new ShapeException(
          "got " + x.shape() + "; must be [batch, space.., channels]; put a reshape before it");
    }
    return space;
  }

  /** Stride and dilation 1, no padding. */
  static Op.Window plain(int space) {
    Ints ones = Ints.repeat(1, space);
    Ints zeros = Ints.repeat(0, space);
    return new Op.Window(ones, zeros, zeros, ones);
  }

  /** {@code y[.., i, ..] = sum_j matrix[i, j] x[.., j, ..]} along an axis. */
  static Tensor contract(Tensor matrix, Tensor x, int axis) {
    Shape shape = x.shape();
    int before = shape.slice(0, axis).count();
    int after = shape.slice(axis + 1, shape.rank()).count();
    Tensor rows = x.reshape(before, shape.size(axis), after);
    return matrix.matmul(rows).reshape(shape.with(axis, matrix.size(0)));
  }
}
