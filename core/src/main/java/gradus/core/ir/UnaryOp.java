package gradus.core.ir;

import static gradus.core.ir.Nodes.add;
import static gradus.core.ir.Nodes.div;
import static gradus.core.ir.Nodes.mul;
import static gradus.core.ir.Nodes.neg;
import static gradus.core.ir.Nodes.sub;
import static gradus.core.ir.Nodes.unary;
import static gradus.core.ir.Nodes.zeros;

import java.util.function.DoubleUnaryOperator;

/**
 * The elementwise functions of one argument. An entry holds everything about it: its meaning in
 * float64, its meaning in float32 lanes, its gradient and its domain. To add one, add an entry here
 * and a verb in {@code Tensor}.
 */
public enum UnaryOp {
  /** {@code -x}. */
  NEG(x -> -x, LaneCode::neg, (g, x, y) -> neg(g), Domain.SMOOTH),
  /** {@code |x|}; derivative 0 at 0. */
  ABS(Math::abs, LaneCode::abs, (g, x, y) -> mul(g, unary(sign(), x)), Domain.KINK_AT_ZERO),
  /** -1, 0 or 1. */
  SIGN(Math::signum, Rounding::sign, (g, x, y) -> zeros(x), Domain.KINK_AT_ZERO),
  /** The largest integer that is not larger. */
  FLOOR(
      Math::floor,
      Rounding::floor,
      (g, x, y) -> zeros(x),
      new Domain(-3, 3, -3, -2, -1, 0, 1, 2, 3)),
  /** The nearest integer; halves go to even. */
  ROUND(
      Math::rint,
      Rounding::rint,
      (g, x, y) -> zeros(x),
      new Domain(-3, 3, -2.5, -1.5, -.5, .5, 1.5, 2.5)),
  /** {@code e^x}. */
  EXP(Math::exp, Exponentials::exp, (g, x, y) -> mul(g, y), Domain.SMOOTH),
  /** {@code e^x - 1}, exact near 0. */
  EXPM1(Math::expm1, Exponentials::expm1, (g, x, y) -> mul(g, add(y, 1)), Domain.SMOOTH),
  /** The natural logarithm. */
  LOG(Math::log, Logarithms::log, (g, x, y) -> div(g, x), Domain.POSITIVE),
  /** {@code log(1 + x)}, exact near 0. */
  LOG1P(Math::log1p, Logarithms::log1p, (g, x, y) -> div(g, add(x, 1)), new Domain(-0.9, 4)),
  /** The square root. */
  SQRT(Math::sqrt, LaneCode::sqrt, (g, x, y) -> div(mul(g, 0.5), y), Domain.POSITIVE),
  /** {@code 1 / sqrt(x)}. */
  RSQRT(
      x -> 1 / Math.sqrt(x),
      (c, x) -> c.div(c.constant(1), c.sqrt(x)),
      (g, x, y) -> mul(mul(g, -0.5), div(y, x)),
      Domain.POSITIVE),
  /** {@code 1 / x}. */
  RECIPROCAL(
      x -> 1 / x,
      (c, x) -> c.div(c.constant(1), x),
      (g, x, y) -> neg(mul(g, mul(y, y))),
      Domain.POSITIVE),
  /** {@code x x}. */
  SQUARE(x -> x * x, (c, x) -> c.mul(x, x), (g, x, y) -> mul(g, mul(x, 2)), Domain.SMOOTH),
  /** The sine of radians. */
  SIN(Math::sin, Trigonometry::sin, (g, x, y) -> mul(g, unary(cos(), x)), Domain.SMOOTH),
  /** The cosine of radians. */
  COS(Math::cos, Trigonometry::cos, (g, x, y) -> neg(mul(g, unary(SIN, x))), Domain.SMOOTH),
  /** The tangent of radians. */
  TAN(Math::tan, Trigonometry::tan, (g, x, y) -> mul(g, add(mul(y, y), 1)), new Domain(-1.2, 1.2)),
  /** {@code (e^x - e^-x) / (e^x + e^-x)}. */
  TANH(Math::tanh, Hyperbolics::tanh, (g, x, y) -> mul(g, sub(1, mul(y, y))), Domain.SMOOTH),
  /** {@code 1 / (1 + e^-x)}. */
  SIGMOID(
      UnaryOp::sigmoid,
      Hyperbolics::sigmoid,
      (g, x, y) -> mul(g, mul(y, sub(1, y))),
      Domain.SMOOTH),
  /** {@code log(1 + e^x)}, stable at both ends. */
  SOFTPLUS(
      x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
      Hyperbolics::softplus,
      (g, x, y) -> mul(g, unary(SIGMOID, x)),
      Domain.SMOOTH),
  /** {@code max(x, 0)}; derivative 0 at 0; NaN stays NaN. */
  RELU(
      x -> x <= 0 ? 0 : x,
      (c, x) -> c.select(c.lessEqual(x, c.constant(0)), c.constant(0), x),
      (g, x, y) -> Nodes.select(Nodes.lessEqual(y, zeros(y)), zeros(g), g),
      Domain.KINK_AT_ZERO),
  /** The error function {@code 2/sqrt(pi) ∫_0^x e^(-t²) dt}. */
  ERF(
      UnaryOp::erf,
      ErrorFunction::erf,
      (g, x, y) -> mul(g, mul(unary(EXP, neg(mul(x, x))), 2 / Math.sqrt(Math.PI))),
      Domain.SMOOTH);

  private final DoubleUnaryOperator meaning;
  private final Lanes lanes;
  private final Gradient gradient;
  private final Domain domain;

  UnaryOp(DoubleUnaryOperator meaning, Lanes lanes, Gradient gradient, Domain domain) {
    this.meaning = meaning;
    this.lanes = lanes;
    this.gradient = gradient;
    this.domain = domain;
  }

  /** The value in float64. */
  public double apply(double x) {
    return meaning.applyAsDouble(x);
  }

  /** The value in float32 lanes. */
  public Word lower(LaneCode code, Word x) {
    return lanes.apply(code, x);
  }

  /** The gradient by x, given the gradient by y, x and y. */
  public Node pull(Node g, Node x, Node y) {
    return gradient.pull(g, x, y);
  }

  /** Where tests draw from. */
  public Domain domain() {
    return domain;
  }

  private interface Lanes {
    Word apply(LaneCode code, Word x);
  }

  private interface Gradient {
    Node pull(Node g, Node x, Node y);
  }

  // An entry cannot name a later one in a lambda without this detour.
  private static UnaryOp sign() {
    return SIGN;
  }

  private static UnaryOp cos() {
    return COS;
  }

  private static double sigmoid(double x) {
    double e = Math.exp(-Math.abs(x));
    return x >= 0 ? 1 / (1 + e) : e / (1 + e);
  }

  /**
   * By the Maclaurin series for |x| < 3 and the continued fraction of erfc beyond (Abramowitz and
   * Stegun 1964, 7.1.5 and 7.1.14), to about 1e-15.
   */
  private static double erf(double x) {
    if (Double.isNaN(x) || x == 0) {
      return x;
    }
    double a = Math.abs(x);
    if (a > 6) {
      return Math.signum(x);
    }
    if (a < 3) {
      double term = x;
      double sum = x;
      for (int n = 1; n < 120; n++) {
        term *= -x * x / n;
        sum += term / (2 * n + 1);
      }
      return sum * 2 / Math.sqrt(Math.PI);
    }
    double fraction = 0;
    for (int n = 120; n > 0; n--) {
      fraction = n / 2.0 / (a + fraction);
    }
    return Math.signum(x) * (1 - Math.exp(-a * a) / Math.sqrt(Math.PI) / (a + fraction));
  }
}
