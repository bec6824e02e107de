package gradus.core.compile;

import gradus.core.ir.LaneCode;
import gradus.core.ir.Word;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.Map;

/** Emits lane instructions as Vector API calls on vectors of 4, 8 or 16 floats. */
final class VectorCode implements LaneCode {
  private static final String PACKAGE = "jdk.incubator.vector";
  static final ClassDesc FLOATS = ClassDesc.of(PACKAGE, "FloatVector");
  static final ClassDesc INTS = ClassDesc.of(PACKAGE, "IntVector");
  static final ClassDesc SPECIES = ClassDesc.of(PACKAGE, "VectorSpecies");
  private static final ClassDesc VECTOR = ClassDesc.of(PACKAGE, "Vector");
  private static final ClassDesc MASK = ClassDesc.of(PACKAGE, "VectorMask");
  private static final ClassDesc OPERATORS = ClassDesc.of(PACKAGE, "VectorOperators");
  private static final ClassDesc CONVERSION = OPERATORS.nested("Conversion");
  private static final ClassDesc COMPARISON = OPERATORS.nested("Comparison");
  private static final ClassDesc BINARY = OPERATORS.nested("Binary");
  private static final ClassDesc ASSOCIATIVE = OPERATORS.nested("Associative");
  private static final ClassDesc I = ConstantDescs.CD_int;

  private final CodeBuilder code;
  private final int lanes;
  private final Map<Object, Word> constants = new HashMap<>();

  VectorCode(CodeBuilder code, int lanes) {
    this.code = code;
    this.lanes = lanes;
  }

  /** Pushes the species of float or int vectors. */
  static void species(CodeBuilder code, ClassDesc vector, int lanes) {
    code.getstatic(vector, "SPECIES_" + 32 * lanes, SPECIES);
  }

  /**
   * Pushes float vectors that a loop has left in a variable: told their class, as the JIT else
   * guesses it from all code that uses vectors; see {@code Lanes.TYPE}.
   */
  static void result(CodeBuilder code, Slot value, int lanes) {
    species(code, FLOATS, lanes);
    code.invokeinterface(SPECIES, "vectorType", MethodTypeDesc.of(ConstantDescs.CD_Class));
    value.load(code);
    code.invokevirtual(
        ConstantDescs.CD_Class,
        "cast",
        MethodTypeDesc.of(ConstantDescs.CD_Object, ConstantDescs.CD_Object));
    code.checkcast(FLOATS);
  }

  private Slot keep(Slot.Kind kind) {
    return Slot.store(code, kind, true);
  }

  private void push(Word... words) {
    for (Word word : words) {
      ((Slot) word).load(code);
    }
  }

  @Override
  public Word constant(float value) {
    return constants.computeIfAbsent(
        Float.floatToRawIntBits(value) + "f",
        _ -> {
          species(code, FLOATS, lanes);
          code.loadConstant(value);
          return splatted(FLOATS, ConstantDescs.CD_float, Slot.Kind.FLOAT);
        });
  }

  @Override
  public Word integer(int value) {
    return constants.computeIfAbsent(
        value,
        _ -> {
          species(code, INTS, lanes);
          code.loadConstant(value);
          return splatted(INTS, I, Slot.Kind.INT);
        });
  }

  /** The scalar in every lane. */
  Word splat(Slot scalar) {
    boolean isFloat = scalar.kind() == Slot.Kind.FLOAT;
    species(code, isFloat ? FLOATS : INTS, lanes);
    scalar.load(code);
    return isFloat
        ? splatted(FLOATS, ConstantDescs.CD_float, Slot.Kind.FLOAT)
        : splatted(INTS, I, Slot.Kind.INT);
  }

  /** The first lane in every lane. */
  Word first(Slot vector) {
    boolean isFloat = vector.kind() == Slot.Kind.FLOAT;
    ClassDesc element = isFloat ? ConstantDescs.CD_float : I;
    vector.load(code);
    code.iconst_0();
    code.invokevirtual(isFloat ? FLOATS : INTS, "lane", MethodTypeDesc.of(element, I));
    return splat(Slot.store(code, vector.kind(), false));
  }

  private Word splatted(ClassDesc vector, ClassDesc element, Slot.Kind kind) {
    code.invokestatic(vector, "broadcast", MethodTypeDesc.of(vector, SPECIES, element));
    return keep(kind);
  }

  private Word floats(String method, Word a) {
    push(a);
    code.invokevirtual(FLOATS, method, MethodTypeDesc.of(FLOATS));
    return keep(Slot.Kind.FLOAT);
  }

  private Word floats(String method, Word a, Word b) {
    push(a, b);
    code.invokevirtual(FLOATS, method, MethodTypeDesc.of(FLOATS, VECTOR));
    return keep(Slot.Kind.FLOAT);
  }

  private Word ints(String method, Word a, Word b) {
    push(a, b);
    code.invokevirtual(INTS, method, MethodTypeDesc.of(INTS, VECTOR));
    return keep(Slot.Kind.INT);
  }

  @Override
  public Word add(Word a, Word b) {
    return floats("add", a, b);
  }

  @Override
  public Word sub(Word a, Word b) {
    return floats("sub", a, b);
  }

  @Override
  public Word mul(Word a, Word b) {
    return floats("mul", a, b);
  }

  @Override
  public Word div(Word a, Word b) {
    return floats("div", a, b);
  }

  @Override
  public Word fma(Word a, Word b, Word c) {
    push(a, b, c);
    code.invokevirtual(FLOATS, "fma", MethodTypeDesc.of(FLOATS, VECTOR, VECTOR));
    return keep(Slot.Kind.FLOAT);
  }

  @Override
  public Word neg(Word a) {
    return floats("neg", a);
  }

  @Override
  public Word abs(Word a) {
    return floats("abs", a);
  }

  @Override
  public Word sqrt(Word a) {
    return floats("sqrt", a);
  }

  @Override
  public Word max(Word a, Word b) {
    return floats("max", a, b);
  }

  @Override
  public Word min(Word a, Word b) {
    return floats("min", a, b);
  }

  private Word compare(ClassDesc vector, String comparison, Slot.Kind kind, Word a, Word b) {
    push(a);
    code.getstatic(OPERATORS, comparison, COMPARISON);
    push(b);
    code.invokevirtual(vector, "compare", MethodTypeDesc.of(MASK, COMPARISON, VECTOR));
    return keep(kind);
  }

  @Override
  public Word less(Word a, Word b) {
    return compare(FLOATS, "LT", Slot.Kind.TRUTH_OF_FLOATS, a, b);
  }

  @Override
  public Word lessEqual(Word a, Word b) {
    return compare(FLOATS, "LE", Slot.Kind.TRUTH_OF_FLOATS, a, b);
  }

  @Override
  public Word equal(Word a, Word b) {
    return compare(FLOATS, "EQ", Slot.Kind.TRUTH_OF_FLOATS, a, b);
  }

  @Override
  public Word notEqual(Word a, Word b) {
    return compare(FLOATS, "NE", Slot.Kind.TRUTH_OF_FLOATS, a, b);
  }

  @Override
  public Word equalInt(Word a, Word b) {
    return compare(INTS, "EQ", Slot.Kind.TRUTH_OF_INTS, a, b);
  }

  @Override
  public Word lessInt(Word a, Word b) {
    return compare(INTS, "LT", Slot.Kind.TRUTH_OF_INTS, a, b);
  }

  @Override
  public Word select(Word condition, Word a, Word b) {
    Slot mask = (Slot) condition;
    boolean isFloat = ((Slot) a).kind() == Slot.Kind.FLOAT;
    ClassDesc vector = isFloat ? FLOATS : INTS;
    push(b, a, condition);
    if (isFloat != (mask.kind() == Slot.Kind.TRUTH_OF_FLOATS)) {
      species(code, vector, lanes);
      code.invokevirtual(MASK, "cast", MethodTypeDesc.of(MASK, SPECIES));
    }
    code.invokevirtual(vector, "blend", MethodTypeDesc.of(vector, VECTOR, MASK));
    return keep(isFloat ? Slot.Kind.FLOAT : Slot.Kind.INT);
  }

  @Override
  public Word bits(Word a) {
    push(a);
    code.invokevirtual(FLOATS, "reinterpretAsInts", MethodTypeDesc.of(INTS));
    return keep(Slot.Kind.INT);
  }

  @Override
  public Word fromBits(Word a) {
    push(a);
    code.invokevirtual(INTS, "reinterpretAsFloats", MethodTypeDesc.of(FLOATS));
    return keep(Slot.Kind.FLOAT);
  }

  private Word convert(ClassDesc from, ClassDesc to, String conversion, Slot.Kind kind, Word a) {
    push(a);
    code.getstatic(OPERATORS, conversion, CONVERSION);
    species(code, to, lanes);
    code.iconst_0();
    code.invokevirtual(from, "convertShape", MethodTypeDesc.of(VECTOR, CONVERSION, SPECIES, I));
    code.checkcast(to);
    return keep(kind);
  }

  @Override
  public Word toFloat(Word a) {
    return convert(INTS, FLOATS, "I2F", Slot.Kind.FLOAT, a);
  }

  @Override
  public Word toInt(Word a) {
    return convert(FLOATS, INTS, "F2I", Slot.Kind.INT, a);
  }

  @Override
  public Word addInt(Word a, Word b) {
    return ints("add", a, b);
  }

  @Override
  public Word subInt(Word a, Word b) {
    return ints("sub", a, b);
  }

  @Override
  public Word mulInt(Word a, Word b) {
    return ints("mul", a, b);
  }

  @Override
  public Word and(Word a, Word b) {
    return ints("and", a, b);
  }

  @Override
  public Word or(Word a, Word b) {
    return ints("or", a, b);
  }

  @Override
  public Word xor(Word a, Word b) {
    push(a);
    code.getstatic(OPERATORS, "XOR", ASSOCIATIVE);
    push(b);
    code.invokevirtual(INTS, "lanewise", MethodTypeDesc.of(INTS, BINARY, VECTOR));
    return keep(Slot.Kind.INT);
  }

  private Word shift(String operator, Word a, int count) {
    push(a);
    code.getstatic(OPERATORS, operator, BINARY);
    code.loadConstant(count);
    code.invokevirtual(INTS, "lanewise", MethodTypeDesc.of(INTS, BINARY, I));
    return keep(Slot.Kind.INT);
  }

  @Override
  public Word shiftLeft(Word a, int count) {
    return shift("LSHL", a, count);
  }

  @Override
  public Word shiftRight(Word a, int count) {
    return shift("ASHR", a, count);
  }

  @Override
  public Word shiftRightZero(Word a, int count) {
    return shift("LSHR", a, count);
  }
}
