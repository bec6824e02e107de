package gradus.core.compile;

import gradus.core.ir.BinaryOp;
import gradus.core.ir.Node;
import gradus.core.ir.Op;
import gradus.core.ir.UnaryOp;

/**
 * Rough numbers of lane instructions; one is about 20 bytes of code, of vectors and the scalar
 * tail.
 */
final class Costs {
  private static final int RANDOM = 32;

  private Costs() {}

  static int of(Node node) {
    return switch (node.op()) {
      case Op.Unary o -> of(o.function());
      case Op.Binary o -> of(o.function());
      case Op.Random _ -> RANDOM;
      case Op.Select _ -> 3;
      case Op.Convert _, Op.Reduce _ -> 1;
      case Op.Input _,
          Op.Constant _,
          Op.Fill _,
          Op.Iota _,
          Op.ArgMax _,
          Op.Reshape _,
          Op.Permute _,
          Op.Slice _,
          Op.Pad _,
          Op.Broadcast _,
          Op.Concat _,
          Op.Reverse _,
          Op.MatMul _,
          Op.Convolution _,
          Op.ConvolutionInput _,
          Op.ConvolutionKernel _,
          Op.PoolIndex _,
          Op.Gather _,
          Op.Scatter _,
          Op.GatherRows _,
          Op.ScatterRows _,
          Op.SortIndex _,
          Op.Custom _,
          Op.Barrier _ ->
          0;
    };
  }

  /** The same of a value of a loop. */
  static int of(LoopSpec.Value value) {
    return switch (value) {
      case LoopSpec.Unary v -> of(v.function());
      case LoopSpec.Binary v -> of(v.function());
      case LoopSpec.Random _ -> RANDOM;
      case LoopSpec.Select _ -> 3;
      case LoopSpec.Load _, LoopSpec.Number _, LoopSpec.Convert _, LoopSpec.Reduce _ -> 1;
    };
  }

  private static int of(UnaryOp function) {
    return switch (function) {
      case NEG, ABS, SQUARE, SQRT, RECIPROCAL -> 1;
      case RSQRT, RELU -> 3;
      case SIGN -> 7;
      case ROUND -> 13;
      case FLOOR -> 18;
      case EXP, SIN, COS, TAN -> 30;
      case TANH, SIGMOID -> 37;
      case EXPM1, LOG, LOG1P, ERF -> 48;
      case SOFTPLUS -> 60;
    };
  }

  private static int of(BinaryOp function) {
    return switch (function) {
      case ADD, SUB, MUL -> 1;
      case DIV, MAX, MIN -> 2;
      case LESS, LESS_EQUAL, EQUAL, NOT_EQUAL -> 3;
      case ATAN2 -> 40;
      case POW -> 165;
    };
  }
}
