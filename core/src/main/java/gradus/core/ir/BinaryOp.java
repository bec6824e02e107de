package gradus.core.ir;

import static gradus.core.ir.Nodes.add;
import static gradus.core.ir.Nodes.binary;
import static gradus.core.ir.Nodes.div;
import static gradus.core.ir.Nodes.mul;
import static gradus.core.ir.Nodes.neg;
import static gradus.core.ir.Nodes.sub;
import static gradus.core.ir.Nodes.unary;
import static gradus.core.ir.Nodes.zeros;

import java.util.function.DoubleBinaryOperator;

/**
 * The elementwise functions of two arguments, each with its float64 meaning, its float32 lanes and
 * its two gradients. Comparisons give 1 for true and 0 for false.
 */
public enum BinaryOp {
  /** {@code a + b}. */
  ADD(Double::sum, LaneCode::add, (g, a, b, y) -> g, (g, a, b, y) -> g),
  /** {@code a - b}. */
  SUB((a, b) -> a - b, LaneCode::sub, (g, a, b, y) -> g, (g, a, b, y) -> neg(g)),
  /** {@code a b}. */
  MUL((a, b) -> a * b, LaneCode::mul, (g, a, b, y) -> mul(g, b), (g, a, b, y) -> mul(g, a)),
  /** {@code a / b}. */
  DIV(
      (a, b) -> a / b,
      LaneCode::div,
      (g, a, b, y) -> div(g, b),
      (g, a, b, y) -> neg(mul(g, div(y, b)))),
  /** The larger; NaN wins; equal arguments share the gradient half and half. */
  MAX(
      Math::max,
      LaneCode::max,
      (g, a, b, y) -> mul(g, share(b, a)),
      (g, a, b, y) -> mul(g, share(a, b))),
  /** The smaller; NaN wins; equal arguments share the gradient half and half. */
  MIN(
      Math::min,
      LaneCode::min,
      (g, a, b, y) -> mul(g, share(a, b)),
      (g, a, b, y) -> mul(g, share(b, a))),
  /** {@code a^b}, with C99's values (Annex F); the gradient by b is 0 where a is 0. */
  POW(
      BinaryOp::power,
      Powers::pow,
      (g, a, b, y) -> mul(g, mul(b, binary(pow(), a, sub(b, 1)))),
      (g, a, b, y) ->
          mul(
              g,
              Nodes.select(binary(equal(), a, zeros(a)), zeros(a), mul(y, unary(UnaryOp.LOG, a))))),
  /** The angle of the point (b, a). */
  ATAN2(
      Math::atan2,
      Trigonometry::atan2,
      (g, a, b, y) -> mul(g, div(b, add(mul(a, a), mul(b, b)))),
      (g, a, b, y) -> neg(mul(g, div(a, add(mul(a, a), mul(b, b)))))),
  /** {@code a < b}. */
  LESS((a, b) -> a < b ? 1 : 0, LaneCode::less),
  /** {@code a <= b}. */
  LESS_EQUAL((a, b) -> a <= b ? 1 : 0, LaneCode::lessEqual),
  /** {@code a == b}. */
  EQUAL((a, b) -> a == b ? 1 : 0, LaneCode::equal),
  /** {@code a != b}; true for NaN. */
  NOT_EQUAL((a, b) -> a != b ? 1 : 0, LaneCode::notEqual);

  private final DoubleBinaryOperator meaning;
  private final Lanes lanes;
  private final Gradient first;
  private final Gradient second;

  BinaryOp(DoubleBinaryOperator meaning, Lanes lanes, Gradient first, Gradient second) {
    this.meaning = meaning;
    this.lanes = lanes;
    this.first = first;
    this.second = second;
  }

  BinaryOp(DoubleBinaryOperator meaning, Lanes lanes) {
    this(meaning, lanes, null, null);
  }

  /** The value in float64. */
  public double apply(double a, double b) {
    return meaning.applyAsDouble(a, b);
  }

  /** The value in float32 lanes; comparisons give truth values. */
  public Word lower(LaneCode code, Word a, Word b) {
    return lanes.apply(code, a, b);
  }

  /** The comparison of ints, as a truth value. */
  public Word lowerInts(LaneCode code, Word a, Word b) {
    return switch (this) {
      case EQUAL -> code.equalInt(a, b);
      case LESS -> code.lessInt(a, b);
      case ADD, SUB, MUL, DIV, MAX, MIN, POW, ATAN2, LESS_EQUAL, NOT_EQUAL ->
          throw new IllegalStateException(this + " takes floats");
    };
  }

  /** Whether the function is defined on ints too. */
  public boolean takesInts() {
    return this == EQUAL || this == LESS;
  }

  /** Whether the result is a truth value, which has no gradient. */
  public boolean comparison() {
    return first == null;
  }

  /** The gradient by a, given the gradient by y, both arguments and y. */
  public Node pullFirst(Node g, Node a, Node b, Node y) {
    return first.pull(g, a, b, y);
  }

  /** The gradient by b, given the gradient by y, both arguments and y. */
  public Node pullSecond(Node g, Node a, Node b, Node y) {
    return second.pull(g, a, b, y);
  }

  private interface Lanes {
    Word apply(LaneCode code, Word a, Word b);
  }

  private interface Gradient {
    Node pull(Node g, Node a, Node b, Node y);
  }

  // An entry cannot name itself or a later one in a lambda without this detour.
  private static BinaryOp pow() {
    return POW;
  }

  private static BinaryOp equal() {
    return EQUAL;
  }

  /** Java says NaN where 1 meets NaN and where 1 or -1 meets an infinity; C99 says 1. */
  private static double power(double a, double b) {
    return a == 1 || (a == -1 && Double.isInfinite(b)) ? 1 : Math.pow(a, b);
  }

  /** 1 where low < high, a half where equal, else 0. */
  private static Node share(Node low, Node high) {
    return mul(add(binary(LESS, low, high), binary(LESS_EQUAL, low, high)), 0.5);
  }
}
