package gradus.core.compile;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
    loop(row, LoopFrame.O0, LoopFrame.O1, () -> row(row));
    code.return_();
  }

  private void row(int row) {
    for (int j = 0; j < address.length; j++) {
      frame.parameter(j, 0);
      code.lstore(rowAddress[j]);
    }
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
    if (spec.rows()) {
      // Values of a row that need no reduction come first, then phase by phase.
      rowCode(-1);
      for (int phase = 0; phase < phases.count(); phase++) {
        clearLanes(phase);
        inside(phase);
        foldLanes(phase);
        rowCode(phase);
      }
    } else {
      initialize();
      inside(0);
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
  private void inside(int phase) {
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
          inner(phase);
        };
    if (spec.reduced() == 0) {
      code.iconst_0().istore(step);
      body.run();
    } else {
      loop(step, LoopFrame.R0, LoopFrame.R1, body);
    }
  }

  private void inner(int phase) {
    int i = code.allocateLocal(TypeKind.INT);
    code.iload(LoopFrame.I0).istore(i);
    if (lanes > 0) {
      vectors(phase, i);
    }
    Label top = code.newLabel();
    Label end = code.newLabel();
    LoopElement scalar = new LoopElement(frame, new ScalarCode(code), false, i, 0);
    scalar.prepare(phase);
    code.labelBinding(top);
    code.iload(i).iload(LoopFrame.I1).if_icmpge(end);
    scalar.sinks(phase, null);
    code.iinc(i, 1).goto_(top).labelBinding(end);
  }

  /** Whole vectors; for reductions along the inner axis, whole blocks of 16 elements. */
  private void vectors(int phase, int i) {
    boolean folds = spec.rows() && !phases.reductions(phase).isEmpty();
    int block = folds ? VIRTUAL_LANES : lanes;
    int limit = code.allocateLocal(TypeKind.INT);
    code.iload(LoopFrame.I0)
        .iload(LoopFrame.I1)
        .iload(LoopFrame.I0)
        .isub()
        .loadConstant(-block)
        .iand()
        .iadd()
        .istore(limit);
    List<LoopElement> bodies = new ArrayList<>();
    Map<Integer, Slot[]> partial = new HashMap<>();
    for (int u = 0; u < block / lanes; u++) {
      LoopElement body = new LoopElement(frame, new VectorCode(code, lanes), true, i, u * lanes);
      if (u == 0) {
        body.prepare(phase);
      } else {
        body.share(bodies.get(0));
      }
      bodies.add(body);
      if (folds) {
        for (int reduction : phases.reductions(phase)) {
          loadLanes(reduction, u);
          partial.computeIfAbsent(reduction, _ -> new Slot[block / lanes])[u] =
              Slot.store(code, Slot.Kind.FLOAT, true);
        }
      }
    }
    Label top = code.newLabel();
    Label end = code.newLabel();
    code.labelBinding(top);
    code.iload(i).iload(limit).if_icmpge(end);
    for (int u = 0; u < bodies.size(); u++) {
      int copy = u;
      bodies.get(u).sinks(phase, reduction -> partial.get(reduction)[copy]);
    }
    code.iinc(i, block).goto_(top).labelBinding(end);
    partial.forEach(
        (reduction, slots) -> {
          for (int u = 0; u < slots.length; u++) {
            storeLanes(reduction, u, slots[u]);
          }
        });
  }

  private void loadLanes(int reduction, int copy) {
    VectorCode.species(code, VectorCode.FLOATS, lanes);
    code.aload(LoopFrame.LANES).loadConstant(phases.lane(reduction) + copy * lanes);
    code.invokestatic(
        VectorCode.FLOATS,
        "fromArray",
        MethodTypeDesc.of(VectorCode.FLOATS, VectorCode.SPECIES, F.arrayType(), I));
  }

  private void storeLanes(int reduction, int copy, Slot slot) {
    slot.load(code);
    code.aload(LoopFrame.LANES).loadConstant(phases.lane(reduction) + copy * lanes);
    code.invokevirtual(VectorCode.FLOATS, "intoArray", MethodTypeDesc.of(V, F.arrayType(), I));
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
    LoopElement body = new LoopElement(frame, new ScalarCode(code), false, -1, 0);
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

  /** Sets the results of reductions over outer axes to their identity, for this task's columns. */
  private void initialize() {
    for (LoopSpec.Store store : spec.stores()) {
      if (store.row()) {
        code.aload(LoopFrame.MEMORY)
            .lload(rowAddress[store.operand()])
            .iload(LoopFrame.I0)
            .iload(LoopFrame.I1)
            .loadConstant(identity(store.value()));
        code.invokestatic(FOLDING, "fill", MethodTypeDesc.of(V, SEGMENT, J, I, I, F));
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
