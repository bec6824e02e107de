package gradus.core.compile;

import gradus.core.ir.Word;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;

/** A value that emitted code holds in a local variable. */
record Slot(Kind kind, boolean vector, int local) implements Word {

  /** What the 32 bits are; a truth value of a vector also knows whose comparison made it. */
  enum Kind {
    FLOAT,
    INT,
    TRUTH_OF_FLOATS,
    TRUTH_OF_INTS;

    boolean truth() {
      return this == TRUTH_OF_FLOATS || this == TRUTH_OF_INTS;
    }
  }

  /** Stores what is on the operand stack into a new local variable. */
  static Slot store(CodeBuilder code, Kind kind, boolean vector) {
    int local = code.allocateLocal(type(kind, vector));
    code.storeLocal(type(kind, vector), local);
    return new Slot(kind, vector, local);
  }

  /** Pushes the value. */
  void load(CodeBuilder code) {
    code.loadLocal(type(kind, vector), local);
  }

  /** Overwrites the value with what is on the operand stack. */
  void assign(CodeBuilder code) {
    code.storeLocal(type(kind, vector), local);
  }

  private static TypeKind type(Kind kind, boolean vector) {
    return vector ? TypeKind.REFERENCE : kind == Kind.FLOAT ? TypeKind.FLOAT : TypeKind.INT;
  }
}
