package gradus.core.compile;

import gradus.core.ir.BinaryOp;
import gradus.core.ir.Reduction;
import gradus.core.ir.UnaryOp;
import gradus.core.shape.DType;
import java.util.List;

/**
 * A loop nest as text could say it, without sizes: two nests with equal specs share one class.
 *
 * <p>Values are numbered; each reads earlier ones. Operands are what lies in memory (or is
 * counted). The numbers of a call, {@code p}: first the sizes of the outer axes 1.., then those of
 * the outer reduced axes 1.., for a loop that goes down its columns the steps that it takes at a
 * time, then for each operand: address, strides along the outer axes, strides along the outer
 * reduced axes, inner stride.
 *
 * @param outer the number of axes outside
 * @param reduced the number of reduced axes outside the inner one
 * @param rows whether the inner axis is reduced
 * @param down whether the inner loop goes down the columns: along the last outer reduced axis, or,
 *     without reductions, the last outer axis
 * @param operands in the order of {@code p}
 * @param values in the order of computing
 * @param stores what is written
 */
record LoopSpec(
    int outer,
    int reduced,
    boolean rows,
    boolean down,
    List<Operand> operands,
    List<Value> values,
    List<Store> stores) {

  /** How an operand moves along the inner axis. */
  enum Step {
    /** The same element. */
    NONE,
    /** The next element. */
    UNIT,
    /** Any distance. */
    ANY
  }

  /**
   * Something in memory; or, if counted, the number {@code address + Σ index stride} itself. Where
   * the loop goes down, operands of the same path take equal steps; -1: none.
   */
  record Operand(DType type, Step step, boolean counted, int path) {}

  /** A value; {@code row}: computed once a row rather than for each element. */
  sealed interface Value {
    /** Whether the value belongs to a row. */
    boolean row();
  }

  /** An element of an operand, or a count. */
  record Load(int operand, boolean row) implements Value {}

  /** A number. */
  record Number(DType type, double value, boolean row) implements Value {}

  /** A function of one value. */
  record Unary(UnaryOp function, int x, boolean row) implements Value {}

  /** A function of two values. */
  record Binary(BinaryOp function, int a, int b, boolean ints, boolean row) implements Value {}

  /** A choice between two values. */
  record Select(int condition, int a, int b, boolean row) implements Value {}

  /** A change of type. */
  record Convert(int x, DType from, DType to, boolean row) implements Value {}

  /** A uniform number from a count and a key of two ints in memory. */
  record Random(int index, int keyOperand, int salt, boolean row) implements Value {}

  /** A fold of a value over the row. */
  record Reduce(Reduction kind, int x) implements Value {
    @Override
    public boolean row() {
      return true;
    }
  }

  /** Writes a value to an operand. */
  record Store(int value, int operand, boolean row) {}

  /**
   * Whether all inner accesses are to neighbours or to one element, so that vectors can be used.
   */
  boolean vectorizable() {
    return operands.stream().allMatch(o -> o.step() != Step.ANY);
  }

  /** The numbers in {@code p} before the first operand. */
  int sizes() {
    return Math.max(0, outer - 1) + Math.max(0, reduced - 1) + (down ? 1 : 0);
  }

  /** Which stride of an operand in {@code p} is that of the axis along which the loop goes down. */
  int downStride() {
    return outer + reduced;
  }

  /** The numbers in {@code p} for one operand. */
  int stride() {
    return 2 + outer + reduced;
  }

  /** The number of reductions. */
  int reductions() {
    return (int) values.stream().filter(Reduce.class::isInstance).count();
  }
}
