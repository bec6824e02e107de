package gradus.core.compile;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Map;

/**
 * Emits the class of a {@link LoopSpec}: rows outside, then for each phase the outer reduced axes
 * and the inner axis, whose elements go in vectors with a scalar tail. Reductions along the inner
 * axis keep 16 partial results whatever the width of a vector, so that every width gives the same
 * bits.
 */
final class LoopEmitter {
  static final int VIRTUAL_LANES = 16;

  private static final ClassDesc SELF = ClassDesc.of("gradus.core.compile.EmittedLoop");
  private static final ClassDesc BODY = LoopBody.class.describeConstable().orElseThrow();
  private static final ClassDesc FOLDING = Folding.class.describeConstable().orElseThrow();
  private static final ClassDesc SEGMENT = LoopFrame.SEGMENT;
  private static final ClassDesc I = ConstantDescs.CD_int;
  private static final ClassDesc J = ConstantDescs.CD_long;
  private static final ClassDesc F = ConstantDescs.CD_float;
  private static final ClassDesc V = ConstantDescs.CD_void;
  private static final MethodTypeDesc RUN =
      MethodTypeDesc.of(V, SEGMENT, J.arrayType(), F.arrayType(), J, I, I, I, I, I, I);

  private final LoopFrame frame;
  private final LoopSpec spec;
  private final int lanes;
  private final CodeBuilder code;
  private final Phases phases;
  private final int[] rowAddress;
  private final int[] address;
  private final Map<Integer, Slot> rowValues;

  private LoopEmitter(LoopSpec spec, int lanes, CodeBuilder code) {
    this.frame = new LoopFrame(spec, lanes, code);
    this.spec = spec;
    this.lanes = frame.lanes;
    this.code = code;
    this.phases = frame.phases;
    this.rowAddress = frame.rowAddress;
    this.address = frame.address;
    this.rowValues = frame.rowValues;
  }

  /** The class file; {@code lanes} 0 emits scalar code only. */
  static byte[] emit(LoopSpec spec, int lanes) {
    return ClassFile.of()
        .build(
            SELF,
            type -> {
              type.withFlags(ClassFile.ACC_FINAL);
              type.withInterfaceSymbols(BODY);
              type.withMethodBody(
                  ConstantDescs.INIT_NAME,
                  ConstantDescs.MTD_void,
                  ClassFile.ACC_PUBLIC,
                  code -> {
                    code.aload(0);
                    code.invokespecial(
                        ConstantDescs.CD_Object, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void);
                    code.return_();
                  });
              type.withMethodBody(
                  "run",
                  RUN,
                  ClassFile.ACC_PUBLIC,
                  code -> new LoopEmitter(spec, lanes, code).run());
            });
  }

  private void run() {
    int row = code.allocateLocal(TypeKind.INT);
    if (lanes == 0) {
      loop(row, LoopFrame.O0, LoopFrame.O1, () -> row(row, LoopFrame.I0));
      code.return_();
      return;
    }
    code.aload(LoopFrame.MEMORY)
        .invokeinterface(SEGMENT, "address", MethodTypeDesc.of(J))
        .lstore(frame.base);
    if (!spec.down()) {
      loop(row, LoopFrame.O0, LoopFrame.O1, () -> row(row, LoopFrame.I0));
      code.return_();
      return;
    }
    int limit = LoopVectors.whole(frame, LoopFrame.I0, lanes);
    if (spec.reduced() > 0) {
      loop(row, LoopFrame.O0, LoopFrame.O1, () -> downRow(row, limit));
    } else {
      begin();
      rowValues.clear();
      blocks(row, LoopFrame.O0, LoopFrame.O1, spec.outer(), 0, limit);
      rest(limit, () -> loop(row, LoopFrame.O0, LoopFrame.O1, () -> row(row, limit)));
    }
    code.return_();
  }

  /** A row of a reduction over outer axes: blocks of steps, and the columns that are left. */
  private void downRow(int row, int limit) {
    int step = code.allocateLocal(TypeKind.INT);
    place(row);
    blocks(step, LoopFrame.R0, LoopFrame.R1, spec.reduced(), spec.outer(), limit);
    rest(limit, () -> inside(0, limit));
  }

  /** Does something if the vectors left columns over. */
  private void rest(int limit, Runnable then) {
    Label end = code.newLabel();
    code.iload(limit).iload(LoopFrame.I1).if_icmpge(end);
    then.run();
    code.labelBinding(end);
  }

  /** Blocks of steps along an axis, without its outer neighbours' changes inside a block. */
  private void blocks(int index, int from, int to, int axes, int stridesAt, int limit) {
    int sizesAt = stridesAt > 0 || spec.reduced() > 0 ? Math.max(0, spec.outer() - 1) : 0;
    int steps = code.allocateLocal(TypeKind.INT);
    Label top = code.newLabel();
    Label end = code.newLabel();
    code.iload(from).istore(index);
    code.labelBinding(top);
    code.iload(index).iload(to).if_icmpge(end);
    code.iload(to).iload(index).isub();
    size(spec.sizes() - 1);
    least();
    if (axes > 1) {
      size(sizesAt + axes - 2);
      code.iload(index);
      size(sizesAt + axes - 2);
      code.irem().isub();
      least();
    }
    code.istore(steps);
    for (int j = 0; j < address.length; j++) {
      code.lload(rowAddress[j]).lstore(address[j]);
    }
    walk(index, axes, sizesAt, stridesAt, address);
    LoopVectors.columns(frame, LoopFrame.I0, limit, steps);
    code.iload(index).iload(steps).iadd().istore(index);
    code.goto_(top).labelBinding(end);
  }

  private void size(int parameter) {
    code.aload(LoopFrame.P).loadConstant(parameter).laload().l2i();
  }

  private void least() {
    code.invokestatic(ClassDesc.of("java.lang.Math"), "min", MethodTypeDesc.of(I, I, I));
  }

  /** Sets the addresses of a row to those of the first. */
  private void begin() {
    for (int j = 0; j < address.length; j++) {
      frame.parameter(j, 0);
      code.lstore(rowAddress[j]);
    }
  }

  /** Sets the addresses of a row. */
  private void place(int row) {
    begin();
    walk(row, spec.outer(), 0, 0, rowAddress);
    for (LoopSpec.Store store : spec.stores()) {
      if (store.row()) {
        code.lload(rowAddress[store.operand()])
            .lload(LoopFrame.SHIFT)
            .ladd()
            .lstore(rowAddress[store.operand()]);
      }
    }
    rowValues.clear();
  }

  private void row(int row, int from) {
    place(row);
    if (spec.rows()) {
      // Values of a row that need no reduction come first, then phase by phase.
      rowCode(-1);
      for (int phase = 0; phase < phases.count(); phase++) {
        clearLanes(phase);
        inside(phase, from);
        foldLanes(phase);
        rowCode(phase);
      }
    } else {
      inside(0, from);
    }
  }

  /** Adds to each address the way along axes of a linear index. */
  private void walk(int index, int count, int sizesAt, int stridesAt, int[] addresses) {
    if (count == 0) {
      return;
    }
    int rest = code.allocateLocal(TypeKind.INT);
    int position = code.allocateLocal(TypeKind.INT);
    code.iload(index).istore(rest);
    for (int axis = count - 1; axis >= 0; axis--) {
      code.iload(rest);
      if (axis > 0) {
        code.aload(LoopFrame.P)
            .loadConstant(sizesAt + axis - 1)
            .laload()
            .l2i()
            .irem()
            .istore(position);
        code.iload(rest)
            .aload(LoopFrame.P)
            .loadConstant(sizesAt + axis - 1)
            .laload()
            .l2i()
            .idiv()
            .istore(rest);
      } else {
        code.istore(position);
      }
      for (int j = 0; j < addresses.length; j++) {
        code.lload(addresses[j]).iload(position).i2l();
        frame.parameter(j, 1 + stridesAt + axis);
        code.lmul().ladd().lstore(addresses[j]);
      }
    }
  }

  /** The outer reduced axes and, inside, the inner axis. */
  private void inside(int phase, int from) {
    if (!phases.hasWork(phase)) {
      return;
    }
    int step = code.allocateLocal(TypeKind.INT);
    Runnable body =
        () -> {
          for (int j = 0; j < address.length; j++) {
            code.lload(rowAddress[j]).lstore(address[j]);
          }
          walk(step, spec.reduced(), Math.max(0, spec.outer() - 1), spec.outer(), address);
          inner(phase, from);
        };
    if (spec.reduced() == 0) {
      code.iconst_0().istore(step);
      body.run();
    } else {
      loop(step, LoopFrame.R0, LoopFrame.R1, body);
    }
  }

  private void inner(int phase, int from) {
    int i = code.allocateLocal(TypeKind.INT);
    code.iload(from).istore(i);
    if (lanes > 0 && !spec.down()) {
      LoopVectors.along(frame, phase, i);
    }
    Label top = code.newLabel();
    Label end = code.newLabel();
    LoopElement scalar = new LoopElement(frame, i);
    scalar.prepare(phase, null);
    code.labelBinding(top);
    code.iload(i).iload(LoopFrame.I1).if_icmpge(end);
    scalar.sinks(phase, null);
    code.iinc(i, 1).goto_(top).labelBinding(end);
  }

  private void clearLanes(int phase) {
    for (int reduction : phases.reductions(phase)) {
      code.aload(LoopFrame.LANES)
          .loadConstant(phases.lane(reduction))
          .loadConstant(identity(reduction));
      code.invokestatic(FOLDING, "clear", MethodTypeDesc.of(V, F.arrayType(), I, F));
    }
  }

  private void foldLanes(int phase) {
    for (int reduction : phases.reductions(phase)) {
      code.aload(LoopFrame.LANES).loadConstant(phases.lane(reduction));
      String method =
          switch (((LoopSpec.Reduce) spec.values().get(reduction)).kind()) {
            case SUM -> "sum";
            case MAX -> "max";
          };
      code.invokestatic(FOLDING, method, MethodTypeDesc.of(F, F.arrayType(), I));
      rowValues.put(reduction, Slot.store(code, Slot.Kind.FLOAT, false));
    }
  }

  private float identity(int reduction) {
    return (float) ((LoopSpec.Reduce) spec.values().get(reduction)).kind().identity();
  }

  /** Values of the row that become known after a phase, and the stores of row values. */
  private void rowCode(int phase) {
    LoopElement body = new LoopElement(frame, -1);
    for (int value = 0; value < spec.values().size(); value++) {
      if (spec.values().get(value).row()
          && phases.of(value) == phase
          && !rowValues.containsKey(value)) {
        rowValues.put(value, (Slot) body.compute(value));
      }
    }
    for (LoopSpec.Store store : spec.stores()) {
      if (store.row() && phases.of(store.value()) == phase) {
        frame.scalarStore(
            rowAddress[store.operand()], () -> {}, body.plain(rowValues.get(store.value())));
      }
    }
  }

  private void loop(int index, int from, int to, Runnable body) {
    Label top = code.newLabel();
    Label end = code.newLabel();
    code.iload(from).istore(index);
    code.labelBinding(top);
    code.iload(index).iload(to).if_icmpge(end);
    body.run();
    code.iinc(index, 1).goto_(top).labelBinding(end);
  }
}
