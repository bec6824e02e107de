package gradus.core.compile;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;

/**
 * How the vectors of one loop reach memory: each operand by an address that stays, plus an offset
 * that grows with the loop and is shared by all operands that move alike.
 *
 * <p>The form decides what the JIT makes of it. An offset is an int, masked to be positive, and the
 * address a long, masked below 2^62: then their sum needs no check and is added by the load itself.
 * The loop ends with {@code !=} on an offset, so that it is no counted loop, which would be
 * unrolled and split.
 */
final class LoopTrack {
  private static final ClassDesc MEMORY = AllMemory.class.describeConstable().orElseThrow();
  private static final ClassDesc ORDER = ClassDesc.of("java.nio.ByteOrder");

  private final LoopFrame frame;
  private final CodeBuilder code;

  /** Variables with the address of each operand, a long; of a count, its first number, an int. */
  private final int[] at;

  /** Variables with the offset of each operand, or -1 for those that stay. */
  private final int[] offset;

  private final List<Runnable> moves = new ArrayList<>();

  LoopTrack(LoopFrame frame) {
    this.frame = frame;
    this.code = frame.code;
    this.at = new int[frame.address.length];
    this.offset = new int[at.length];
    for (int j = 0; j < at.length; j++) {
      boolean counted = frame.spec.operands().get(j).counted();
      at[j] = code.allocateLocal(counted ? TypeKind.INT : TypeKind.LONG);
      offset[j] = -1;
    }
  }

  /** Sets all addresses to the element {@code index} of the inner axis. */
  void begin(int index) {
    for (int j = 0; j < at.length; j++) {
      LoopSpec.Operand operand = frame.spec.operands().get(j);
      boolean unit = operand.step() == LoopSpec.Step.UNIT;
      code.lload(frame.address[j]);
      if (operand.counted()) {
        code.l2i();
        if (unit) {
          code.iload(index).iadd();
        }
        code.istore(at[j]);
      } else {
        code.lload(frame.base).ladd();
        if (unit) {
          code.iload(index).i2l().loadConstant(2).lshl().ladd();
        }
        code.loadConstant(Long.MAX_VALUE >>> 1).land().lstore(at[j]);
      }
    }
  }

  /** A new offset, 0 now, that grows by what {@code step} pushes. */
  int offset(Runnable step) {
    int local = code.allocateLocal(TypeKind.INT);
    code.iconst_0().istore(local);
    moves.add(
        () -> {
          code.iload(local);
          step.run();
          code.iadd().istore(local);
        });
    return local;
  }

  /** Lets an operand move with an offset. */
  void move(int operand, int local) {
    offset[operand] = local;
  }

  boolean fixed(int operand) {
    return offset[operand] < 0;
  }

  /** Repeats until an offset, which is not there yet, reaches an end. */
  void repeat(int counter, int end, Runnable body) {
    Label top = code.newLabel();
    code.labelBinding(top);
    body.run();
    moves.forEach(Runnable::run);
    code.iload(counter).iload(end).if_icmpne(top);
  }

  /** Pushes a count's number at an element of the vector. */
  void count(int operand, int ahead) {
    code.iload(at[operand]);
    if (!fixed(operand)) {
      code.iload(offset[operand]).iadd();
    }
    if (ahead != 0 && frame.spec.operands().get(operand).step() == LoopSpec.Step.UNIT) {
      code.loadConstant(ahead).iadd();
    }
  }

  /** Pushes the vector that begins at an operand's element. */
  void load(int operand, Slot.Kind kind, int ahead) {
    ClassDesc type = kind == Slot.Kind.FLOAT ? VectorCode.FLOATS : VectorCode.INTS;
    VectorCode.species(code, type, frame.lanes);
    address(operand, ahead);
    code.invokestatic(
        type,
        "fromMemorySegment",
        MethodTypeDesc.of(
            type, VectorCode.SPECIES, LoopFrame.SEGMENT, ConstantDescs.CD_long, ORDER));
  }

  /** Writes a vector. */
  void store(int operand, Slot value, int ahead) {
    value.load(code);
    store(operand, value.kind() == Slot.Kind.FLOAT ? VectorCode.FLOATS : VectorCode.INTS, ahead);
  }

  /** Writes a vector of floats that a loop has left in a variable. */
  void result(int operand, Slot value, int ahead) {
    VectorCode.result(code, value, frame.lanes);
    store(operand, VectorCode.FLOATS, ahead);
  }

  private void store(int operand, ClassDesc type, int ahead) {
    address(operand, ahead);
    code.invokevirtual(
        type,
        "intoMemorySegment",
        MethodTypeDesc.of(ConstantDescs.CD_void, LoopFrame.SEGMENT, ConstantDescs.CD_long, ORDER));
  }

  private void address(int operand, int ahead) {
    code.getstatic(MEMORY, "SEGMENT", LoopFrame.SEGMENT).lload(at[operand]);
    if (!fixed(operand)) {
      code.iload(offset[operand]).loadConstant(Integer.MAX_VALUE).iand().i2l().ladd();
    }
    if (ahead != 0 && frame.spec.operands().get(operand).step() == LoopSpec.Step.UNIT) {
      code.loadConstant(4L * ahead).ladd();
    }
    code.getstatic(ORDER, "LITTLE_ENDIAN", ORDER);
  }
}
