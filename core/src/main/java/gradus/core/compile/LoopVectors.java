package gradus.core.compile;

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
 * The vector loops of a nest: along the inner axis, or down the columns, where what belongs to a
 * column (running sums, factors) stays in registers.
 */
final class LoopVectors {
  private static final ClassDesc I = ConstantDescs.CD_int;
  private static final ClassDesc F = ConstantDescs.CD_float;
  private static final ClassDesc V = ConstantDescs.CD_void;

  /** Elements along which an int offset in bytes surely reaches; a multiple of every block. */
  private static final int CHUNK = 1 << 28;

  /** Lane instructions of one round of a loop, where several vectors stand in it. */
  private static final int SHORT = 40;

  private final LoopFrame frame;
  private final LoopSpec spec;
  private final CodeBuilder code;
  private final Phases phases;
  private final int lanes;
  private final int phase;

  private LoopVectors(LoopFrame frame, int phase) {
    this.frame = frame;
    this.spec = frame.spec;
    this.code = frame.code;
    this.phases = frame.phases;
    this.lanes = frame.lanes;
    this.phase = phase;
  }

  /** A variable with the end of the whole blocks that begin at an index and fit before I1. */
  static int whole(LoopFrame frame, int from, int block) {
    int limit = frame.code.allocateLocal(TypeKind.INT);
    frame
        .code
        .iload(LoopFrame.I1)
        .iload(from)
        .isub()
        .loadConstant(-block)
        .iand()
        .iload(from)
        .iadd()
        .istore(limit);
    return limit;
  }

  /** Whole vectors from an index on, which is moved; folds take whole blocks of 16 elements. */
  static void along(LoopFrame frame, int phase, int i) {
    new LoopVectors(frame, phase).along(i);
  }

  /** Some steps down all whole vectors of columns. */
  static void columns(LoopFrame frame, int from, int limit, int steps) {
    LoopVectors vectors = new LoopVectors(frame, 0);
    CodeBuilder code = frame.code;
    int i = code.allocateLocal(TypeKind.INT);
    code.iload(from).istore(i);
    int wide = vectors.copies();
    if (wide > 1) {
      vectors.columns(i, limit, steps, wide);
    }
    vectors.columns(i, limit, steps, 1);
  }

  /** How many vectors of columns stand in one round. */
  private int copies() {
    int most = lanes == 16 ? 4 : 2;
    int size = spec.stores().size() + spec.values().stream().mapToInt(Costs::of).sum();
    while (most > 1 && most * size > SHORT) {
      most /= 2;
    }
    return most;
  }

  private void columns(int i, int limit, int steps, int wide) {
    Label top = code.newLabel();
    Label end = code.newLabel();
    code.labelBinding(top);
    code.iload(limit).iload(i).isub().loadConstant(wide * lanes).if_icmplt(end);
    LoopTrack track = new LoopTrack(frame);
    track.begin(i);
    int stop = code.allocateLocal(TypeKind.INT);
    int counter = paths(track, steps, stop);
    List<LoopElement> bodies = bodies(track, wide);
    Map<Integer, Slot[]> sums = new HashMap<>();
    for (LoopSpec.Store store : spec.stores()) {
      if (store.row()) {
        Slot[] slots = new Slot[wide];
        for (int u = 0; u < wide; u++) {
          track.load(store.operand(), Slot.Kind.FLOAT, u * lanes);
          slots[u] = Slot.store(code, Slot.Kind.FLOAT, true);
        }
        sums.put(store.value(), slots);
      }
    }
    track.repeat(counter, stop, () -> sinks(bodies, sums));
    for (LoopSpec.Store store : spec.stores()) {
      if (store.row()) {
        for (int u = 0; u < wide; u++) {
          track.result(store.operand(), sums.get(store.value())[u], u * lanes);
        }
      }
    }
    code.iinc(i, wide * lanes).goto_(top).labelBinding(end);
  }

  /**
   * An offset for each path, and where the first of them ends; without any, a count of the steps.
   */
  private int paths(LoopTrack track, int steps, int stop) {
    Map<Integer, Integer> offsets = new HashMap<>();
    int counter = -1;
    for (int j = 0; j < spec.operands().size(); j++) {
      int path = spec.operands().get(j).path();
      if (path < 0) {
        continue;
      }
      Integer offset = offsets.get(path);
      if (offset == null) {
        int stride = code.allocateLocal(TypeKind.INT);
        frame.parameter(j, spec.downStride());
        code.l2i().istore(stride);
        offset = track.offset(() -> code.iload(stride));
        offsets.put(path, offset);
        if (counter < 0) {
          counter = offset;
          code.iload(stride).iload(steps).imul().istore(stop);
        }
      }
      track.move(j, offset);
    }
    if (counter < 0) {
      counter = track.offset(code::iconst_1);
      code.iload(steps).istore(stop);
    }
    return counter;
  }

  private List<LoopElement> bodies(LoopTrack track, int copies) {
    VectorCode lane = new VectorCode(code, lanes);
    List<LoopElement> bodies = new ArrayList<>();
    for (int u = 0; u < copies; u++) {
      LoopElement body = new LoopElement(frame, lane, track, u * lanes);
      body.prepare(phase, u == 0 ? null : bodies.get(0));
      bodies.add(body);
    }
    return bodies;
  }

  private void sinks(List<LoopElement> bodies, Map<Integer, Slot[]> sums) {
    for (int u = 0; u < bodies.size(); u++) {
      int copy = u;
      bodies.get(u).sinks(phase, value -> sums.containsKey(value) ? sums.get(value)[copy] : null);
    }
  }

  private void along(int i) {
    boolean folds = spec.rows() && !phases.reductions(phase).isEmpty();
    int block = folds ? LoopEmitter.VIRTUAL_LANES : lanes;
    int wide = folds ? 1 : copies();
    int limit = whole(frame, i, block);
    Map<Integer, Slot[]> sums = folds ? loadLanes(block / lanes) : Map.of();
    Label top = code.newLabel();
    Label end = code.newLabel();
    code.labelBinding(top);
    code.iload(i).iload(limit).if_icmpge(end);
    int length = code.allocateLocal(TypeKind.INT);
    code.iload(limit).iload(i).isub().loadConstant(CHUNK);
    code.invokestatic(ClassDesc.of("java.lang.Math"), "min", MethodTypeDesc.of(I, I, I));
    code.istore(length);
    if (wide > 1) {
      stretch(i, length, wide * lanes, wide, sums);
    }
    stretch(i, length, block, block / lanes, sums);
    code.goto_(top).labelBinding(end);
    storeLanes(sums);
  }

  /** As many blocks as fit into a length, which becomes the rest. */
  private void stretch(int i, int length, int block, int copies, Map<Integer, Slot[]> sums) {
    Label none = code.newLabel();
    code.iload(length).loadConstant(block).if_icmplt(none);
    LoopTrack track = new LoopTrack(frame);
    track.begin(i);
    int bytes = track.offset(() -> code.loadConstant(4 * block));
    int counts = -1;
    for (int j = 0; j < spec.operands().size(); j++) {
      LoopSpec.Operand operand = spec.operands().get(j);
      if (operand.step() == LoopSpec.Step.UNIT && operand.counted() && counts < 0) {
        counts = track.offset(() -> code.loadConstant(block));
      }
      if (operand.step() == LoopSpec.Step.UNIT) {
        track.move(j, operand.counted() ? counts : bytes);
      }
    }
    int whole = code.allocateLocal(TypeKind.INT);
    int stop = code.allocateLocal(TypeKind.INT);
    code.iload(length).loadConstant(-block).iand().istore(whole);
    code.iload(whole).loadConstant(2).ishl().istore(stop);
    List<LoopElement> bodies = bodies(track, copies);
    track.repeat(bytes, stop, () -> sinks(bodies, sums));
    code.iload(i).iload(whole).iadd().istore(i);
    code.iload(length).iload(whole).isub().istore(length);
    code.labelBinding(none);
  }

  private Map<Integer, Slot[]> loadLanes(int copies) {
    Map<Integer, Slot[]> sums = new HashMap<>();
    for (int reduction : phases.reductions(phase)) {
      Slot[] slots = new Slot[copies];
      for (int u = 0; u < copies; u++) {
        VectorCode.species(code, VectorCode.FLOATS, lanes);
        code.aload(LoopFrame.LANES).loadConstant(phases.lane(reduction) + u * lanes);
        code.invokestatic(
            VectorCode.FLOATS,
            "fromArray",
            MethodTypeDesc.of(VectorCode.FLOATS, VectorCode.SPECIES, F.arrayType(), I));
        slots[u] = Slot.store(code, Slot.Kind.FLOAT, true);
      }
      sums.put(reduction, slots);
    }
    return sums;
  }

  private void storeLanes(Map<Integer, Slot[]> sums) {
    sums.forEach(
        (reduction, slots) -> {
          for (int u = 0; u < slots.length; u++) {
            VectorCode.result(code, slots[u], lanes);
            code.aload(LoopFrame.LANES).loadConstant(phases.lane(reduction) + u * lanes);
            code.invokevirtual(
                VectorCode.FLOATS, "intoArray", MethodTypeDesc.of(V, F.arrayType(), I));
          }
        });
  }
}
