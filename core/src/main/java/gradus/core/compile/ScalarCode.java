package gradus.core.compile;

import gradus.core.ir.LaneCode;
import gradus.core.ir.Word;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/** Emits lane instructions for one lane: plain Java arithmetic, the twin of {@link VectorCode}. */
final class ScalarCode implements LaneCode {
  private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");
  private static final ClassDesc FLOAT = ClassDesc.of("java.lang.Float");
  private static final ClassDesc F = ConstantDescs.CD_float;
  private static final ClassDesc I = ConstantDescs.CD_int;
  private static final MethodTypeDesc FF_F = MethodTypeDesc.of(F, F, F);

  private final CodeBuilder code;

  ScalarCode(CodeBuilder code) {
    this.code = code;
  }

  private Slot keep(Slot.Kind kind) {
    return Slot.store(code, kind, false);
  }

  private void push(Word... words) {
    for (Word word : words) {
      ((Slot) word).load(code);
    }
  }

  @Override
  public Word constant(float value) {
    code.loadConstant(value);
    return keep(Slot.Kind.FLOAT);
  }

  @Override
  public Word integer(int value) {
    code.loadConstant(value);
    return keep(Slot.Kind.INT);
  }

  @Override
  public Word add(Word a, Word b) {
    push(a, b);
    code.fadd();
    return keep(Slot.Kind.FLOAT);
  }

  @Override
  public Word sub(Word a, Word b) {
    push(a, b);
    code.fsub();
    return keep(Slot.Kind.FLOAT);
  }

  @Override
  public Word mul(Word a, Word b) {
    push(a, b);
    code.fmul();
    return keep(Slot.Kind.FLOAT);
  }

  @Override
  public Word div(Word a, Word b) {
    push(a, b);
    code.fdiv();
    return keep(Slot.Kind.FLOAT);
  }

  @Override
  public Word fma(Word a, Word b, Word c) {
    push(a, b, c);
    code.invokestatic(MATH, "fma", MethodTypeDesc.of(F, F, F, F));
    return keep(Slot.Kind.FLOAT);
  }

  @Override
  public Word neg(Word a) {
    push(a);
    code.fneg();
    return keep(Slot.Kind.FLOAT);
  }

  @Override
  public Word abs(Word a) {
    push(a);
    code.invokestatic(MATH, "abs", MethodTypeDesc.of(F, F));
    return keep(Slot.Kind.FLOAT);
  }

  @Override
  public Word sqrt(Word a) {
    push(a);
    code.f2d();
    code.invokestatic(
        MATH, "sqrt", MethodTypeDesc.of(ConstantDescs.CD_double, ConstantDescs.CD_double));
    code.d2f();
    return keep(Slot.Kind.FLOAT);
  }

  @Override
  public Word max(Word a, Word b) {
    push(a, b);
    code.invokestatic(MATH, "max", FF_F);
    return keep(Slot.Kind.FLOAT);
  }

  @Override
  public Word min(Word a, Word b) {
    push(a, b);
    code.invokestatic(MATH, "min", FF_F);
    return keep(Slot.Kind.FLOAT);
  }

  /** 1 unless the jump is taken, for which the comparison is false (NaN makes every one false). */
  private Word truth(Slot.Kind kind, Opcode falseJump) {
    Label no = code.newLabel();
    Label end = code.newLabel();
    code.branch(falseJump, no);
    code.iconst_1();
    code.goto_(end);
    code.labelBinding(no);
    code.iconst_0();
    code.labelBinding(end);
    return keep(kind);
  }

  @Override
  public Word less(Word a, Word b) {
    push(a, b);
    code.fcmpg();
    return truth(Slot.Kind.TRUTH_OF_FLOATS, Opcode.IFGE);
  }

  @Override
  public Word lessEqual(Word a, Word b) {
    push(a, b);
    code.fcmpg();
    return truth(Slot.Kind.TRUTH_OF_FLOATS, Opcode.IFGT);
  }

  @Override
  public Word equal(Word a, Word b) {
    push(a, b);
    code.fcmpl();
    return truth(Slot.Kind.TRUTH_OF_FLOATS, Opcode.IFNE);
  }

  @Override
  public Word notEqual(Word a, Word b) {
    push(a, b);
    code.fcmpl();
    return truth(Slot.Kind.TRUTH_OF_FLOATS, Opcode.IFEQ);
  }

  @Override
  public Word equalInt(Word a, Word b) {
    push(a, b);
    return truth(Slot.Kind.TRUTH_OF_INTS, Opcode.IF_ICMPNE);
  }

  @Override
  public Word lessInt(Word a, Word b) {
    push(a, b);
    return truth(Slot.Kind.TRUTH_OF_INTS, Opcode.IF_ICMPGE);
  }

  @Override
  public Word select(Word condition, Word a, Word b) {
    Label no = code.newLabel();
    Label end = code.newLabel();
    push(condition);
    code.ifeq(no);
    push(a);
    code.goto_(end);
    code.labelBinding(no);
    push(b);
    code.labelBinding(end);
    return keep(((Slot) a).kind());
  }

  @Override
  public Word bits(Word a) {
    push(a);
    code.invokestatic(FLOAT, "floatToRawIntBits", MethodTypeDesc.of(I, F));
    return keep(Slot.Kind.INT);
  }

  @Override
  public Word fromBits(Word a) {
    push(a);
    code.invokestatic(FLOAT, "intBitsToFloat", MethodTypeDesc.of(F, I));
    return keep(Slot.Kind.FLOAT);
  }

  @Override
  public Word toFloat(Word a) {
    push(a);
    code.i2f();
    return keep(Slot.Kind.FLOAT);
  }

  @Override
  public Word toInt(Word a) {
    push(a);
    code.f2i();
    return keep(Slot.Kind.INT);
  }

  @Override
  public Word addInt(Word a, Word b) {
    push(a, b);
    code.iadd();
    return keep(Slot.Kind.INT);
  }

  @Override
  public Word subInt(Word a, Word b) {
    push(a, b);
    code.isub();
    return keep(Slot.Kind.INT);
  }

  @Override
  public Word mulInt(Word a, Word b) {
    push(a, b);
    code.imul();
    return keep(Slot.Kind.INT);
  }

  @Override
  public Word and(Word a, Word b) {
    push(a, b);
    code.iand();
    return keep(Slot.Kind.INT);
  }

  @Override
  public Word or(Word a, Word b) {
    push(a, b);
    code.ior();
    return keep(Slot.Kind.INT);
  }

  @Override
  public Word xor(Word a, Word b) {
    push(a, b);
    code.ixor();
    return keep(Slot.Kind.INT);
  }

  @Override
  public Word shiftLeft(Word a, int count) {
    push(a);
    code.loadConstant(count);
    code.ishl();
    return keep(Slot.Kind.INT);
  }

  @Override
  public Word shiftRight(Word a, int count) {
    push(a);
    code.loadConstant(count);
    code.ishr();
    return keep(Slot.Kind.INT);
  }

  @Override
  public Word shiftRightZero(Word a, int count) {
    push(a);
    code.loadConstant(count);
    code.iushr();
    return keep(Slot.Kind.INT);
  }
}
