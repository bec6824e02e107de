package gradus.core.compile;

import gradus.core.shape.DType;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.Map;

/**
 * What all parts of an emitted loop share: its parameters, its address variables, its row values.
 */
final class LoopFrame {
  static final ClassDesc SEGMENT = ClassDesc.of("java.lang.foreign.MemorySegment");
  private static final ClassDesc LAYOUT = ClassDesc.of("java.lang.foreign.ValueLayout");
  private static final ClassDesc I = ConstantDescs.CD_int;
  private static final ClassDesc J = ConstantDescs.CD_long;
  private static final ClassDesc F = ConstantDescs.CD_float;
  private static final ClassDesc V = ConstantDescs.CD_void;

  // The parameters of LoopBody.run.
  static final int MEMORY = 1;
  static final int P = 2;
  static final int LANES = 3;
  static final int SHIFT = 4;
  static final int O0 = 6;
  static final int O1 = 7;
  static final int R0 = 8;
  static final int R1 = 9;
  static final int I0 = 10;
  static final int I1 = 11;

  final LoopSpec spec;

  /** The variable with the address of the memory. */
  final int base;

  final int lanes;
  final CodeBuilder code;
  final Phases phases;

  /** Variables with the address of each operand in this row. */
  final int[] rowAddress;

  /** Variables with the address of each operand in this step along the outer reduced axes. */
  final int[] address;

  /** Values of the row that are known, by number. */
  final Map<Integer, Slot> rowValues = new HashMap<>();

  LoopFrame(LoopSpec spec, int lanes, CodeBuilder code) {
    this.spec = spec;
    this.lanes = spec.vectorizable() ? lanes : 0;
    this.code = code;
    this.phases = Phases.of(spec);
    this.base = code.allocateLocal(TypeKind.LONG);
    this.rowAddress = new int[spec.operands().size()];
    this.address = new int[spec.operands().size()];
    for (int j = 0; j < address.length; j++) {
      rowAddress[j] = code.allocateLocal(TypeKind.LONG);
      address[j] = code.allocateLocal(TypeKind.LONG);
    }
  }

  /** Pushes a number of an operand: 0 is its address, then its strides. */
  void parameter(int operand, int which) {
    code.aload(P).loadConstant(spec.sizes() + operand * spec.stride() + which).laload();
  }

  /** Pushes one element. */
  void scalarLoad(Slot.Kind kind, int at, Runnable offset) {
    boolean isFloat = kind == Slot.Kind.FLOAT;
    ClassDesc layout = LAYOUT.nested(isFloat ? "OfFloat" : "OfInt");
    code.aload(MEMORY)
        .getstatic(LAYOUT, isFloat ? "JAVA_FLOAT_UNALIGNED" : "JAVA_INT_UNALIGNED", layout);
    code.lload(at);
    offset.run();
    code.invokeinterface(SEGMENT, "get", MethodTypeDesc.of(isFloat ? F : I, layout, J));
  }

  /** Writes one element. */
  void scalarStore(int at, Runnable offset, Slot value) {
    boolean isFloat = value.kind() == Slot.Kind.FLOAT;
    ClassDesc layout = LAYOUT.nested(isFloat ? "OfFloat" : "OfInt");
    code.aload(MEMORY)
        .getstatic(LAYOUT, isFloat ? "JAVA_FLOAT_UNALIGNED" : "JAVA_INT_UNALIGNED", layout);
    code.lload(at);
    offset.run();
    value.load(code);
    code.invokeinterface(SEGMENT, "set", MethodTypeDesc.of(V, layout, J, isFloat ? F : I));
  }

  static Slot.Kind kind(DType type) {
    return type == DType.F32 ? Slot.Kind.FLOAT : Slot.Kind.INT;
  }
}
