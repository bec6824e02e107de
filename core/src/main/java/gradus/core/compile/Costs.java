package gradus.core.compile;

import gradus.core.ir.Node;
import gradus.core.ir.Op;

/** Rough numbers of lane instructions. */
final class Costs {
  private Costs() {}

  static int of(Node node) {
    return switch (node.op()) {
      case Op.Unary o ->
          switch (o.function()) {
            case NEG, ABS, SQUARE, RELU, SQRT, RECIPROCAL -> 1;
            case SIGN, FLOOR, ROUND, RSQRT -> 3;
            case EXP, EXPM1, LOG, LOG1P, TANH, SIGMOID -> 16;
            case SIN, COS, TAN, SOFTPLUS, ERF -> 28;
          };
      case Op.Binary o ->
          switch (o.function()) {
            case ADD, SUB, MUL, LESS, LESS_EQUAL, EQUAL, NOT_EQUAL -> 1;
            case DIV, MAX, MIN -> 2;
            case POW, ATAN2 -> 50;
          };
      case Op.Random _ -> 20;
      case Op.Select _, Op.Convert _, Op.Reduce _ -> 1;
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
}
