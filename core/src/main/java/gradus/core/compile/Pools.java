package gradus.core.compile;

import gradus.core.cpu.Geometry;
import gradus.core.ir.Node;
import gradus.core.ir.Op;
import gradus.core.shape.Shape;

/**
 * How maximum pooling is found again among the operations that it is composed of: a gather of the
 * maxima from where the index was found, and a scatter back through it.
 */
final class Pools {
  private Pools() {}

  /** The pooling whose maxima a gather picks, so that one kernel makes both; or null. */
  static Node pickedBy(Node gather) {
    Node pool = through(gather.input(1));
    if (pool == null) {
      return null;
    }
    View x = View.of(pool.input(0));
    View from = View.of(gather.input(0));
    boolean same = x.base() == from.base() && x.offset() == from.offset();
    boolean whole = x.contiguous() && from.contiguous();
    return same && whole && flat(gather.input(0), ((Op.Gather) gather.op()).axis(), pool)
        ? pool
        : null;
  }

  /** The pooling through whose index a scatter goes back; or null. */
  static Node passedBy(Node scatter) {
    Node pool = through(scatter.input(1));
    return pool != null && flat(scatter, ((Op.Scatter) scatter.op()).axis(), pool) ? pool : null;
  }

  /** The pooling that an index [batch, pixels, channels] was made by; or null. */
  private static Node through(Node index) {
    View view = View.of(index);
    Node pool = view.base();
    if (!(pool.op() instanceof Op.PoolIndex) || view.offset() != 0 || !view.contiguous()) {
      return null;
    }
    Shape y = pool.shape();
    return index.shape().equals(flat(y)) ? pool : null;
  }

  /** Whether a tensor is that which was pooled, its space made flat along the axis. */
  private static boolean flat(Node tensor, int axis, Node pool) {
    return axis == 1 && tensor.shape().equals(flat(pool.input(0).shape()));
  }

  private static Shape flat(Shape image) {
    int pixels = image.slice(1, image.rank() - 1).count();
    return Shape.of(image.size(0), pixels, image.size(-1));
  }

  /** The windows of a pooling. */
  static Geometry geometry(Node pool) {
    Op.PoolIndex o = (Op.PoolIndex) pool.op();
    Shape x = pool.input(0).shape();
    int channels = x.size(-1);
    return Geometry.of(
        x.size(0),
        x.slice(1, x.rank() - 1).sizes(),
        channels,
        channels,
        o.size().toArray(),
        o.window().stride().toArray(),
        o.window().before().toArray(),
        o.window().after().toArray(),
        o.window().dilation().toArray(),
        channels);
  }
}
