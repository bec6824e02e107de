package gradus.core.compile;

import gradus.core.ir.LaneCode;
import gradus.core.ir.RandomBits;
import gradus.core.ir.Word;
import gradus.core.shape.DType;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.Map;

/** One copy of a loop's body, of vectors or of single elements, or the code of a row (index -1). */
final class LoopElement {
  private static final ClassDesc I = ConstantDescs.CD_int;

  private final LoopFrame frame;
  private final LoopSpec spec;
  private final CodeBuilder code;
  private final Phases phases;
  private final int lanes;
  private final LaneCode lane;
  private final boolean vector;
  private final LoopTrack track;
  private final int index;
  private final int ahead;
  private final Map<Integer, Word> invariant = new HashMap<>();
  private final Map<Integer, Word> known = new HashMap<>();
  private final Map<Integer, Word[]> keys = new HashMap<>();

  /** A vector, {@code ahead} elements after where a track is. */
  LoopElement(LoopFrame frame, VectorCode lane, LoopTrack track, int ahead) {
    this(frame, lane, track, -1, ahead);
  }

  /** A single element at an index of the inner axis; -1: the code of a row. */
  LoopElement(LoopFrame frame, int index) {
    this(frame, new ScalarCode(frame.code), null, index, 0);
  }

  private LoopElement(LoopFrame frame, LaneCode lane, LoopTrack track, int index, int ahead) {
    this.frame = frame;
    this.spec = frame.spec;
    this.code = frame.code;
    this.phases = frame.phases;
    this.lanes = frame.lanes;
    this.lane = lane;
    this.vector = track != null;
    this.track = track;
    this.index = index;
    this.ahead = ahead;
  }

  /**
   * Before the inner loop: what does not change in it.
   *
   * @param first another element of the same loop, whose values are taken where they are the same;
   *     or null
   */
  void prepare(int phase, LoopElement first) {
    for (int value : phases.needed(phase)) {
      if (first != null && first.invariant.containsKey(value) && !differs(value)) {
        invariant.put(value, first.invariant.get(value));
        continue;
      }
      switch (spec.values().get(value)) {
        case LoopSpec.Number _ -> invariant.put(value, compute(value));
        case LoopSpec.Load load -> {
          if (!load.row() && fixed(load.operand())) {
            LoopSpec.Operand operand = spec.operands().get(load.operand());
            invariant.put(value, load(load.operand(), LoopFrame.kind(operand.type())));
          }
        }
        case LoopSpec.Random random -> keyWords(random.keyOperand());
        case LoopSpec.Unary _,
            LoopSpec.Binary _,
            LoopSpec.Select _,
            LoopSpec.Convert _,
            LoopSpec.Reduce _ -> {}
      }
      if (spec.values().get(value).row() && !invariant.containsKey(value)) {
        Slot row = frame.rowValues.get(value);
        if (row != null) {
          invariant.put(value, vector ? ((VectorCode) lane).splat(plain(row)) : row);
        }
      }
    }
    if (first != null) {
      keys.putAll(first.keys);
    }
  }

  private boolean fixed(int operand) {
    return vector
        ? track.fixed(operand)
        : spec.operands().get(operand).step() == LoopSpec.Step.NONE;
  }

  /** Whether a value that does not change in the loop is another one further ahead. */
  private boolean differs(int value) {
    return spec.values().get(value) instanceof LoopSpec.Load load
        && !load.row()
        && spec.operands().get(load.operand()).step() == LoopSpec.Step.UNIT;
  }

  /** A scalar operand at an address: a number in memory, or a count. */
  private Slot scalarOperand(int operand, int at) {
    LoopSpec.Operand what = spec.operands().get(operand);
    if (what.counted()) {
      code.lload(at).l2i();
      return Slot.store(code, Slot.Kind.INT, false);
    }
    frame.scalarLoad(LoopFrame.kind(what.type()), at, () -> {});
    return Slot.store(code, LoopFrame.kind(what.type()), false);
  }

  private Word[] keyWords(int operand) {
    return keys.computeIfAbsent(
        operand,
        _ -> {
          Word[] words = new Word[2];
          for (int k = 0; k < 2; k++) {
            int offset = 4 * k;
            frame.scalarLoad(
                Slot.Kind.INT,
                frame.rowAddress[operand],
                () -> code.loadConstant((long) offset).ladd());
            Slot scalar = Slot.store(code, Slot.Kind.INT, false);
            words[k] = vector ? ((VectorCode) lane).splat(scalar) : scalar;
          }
          return words;
        });
  }

  /** What a phase does for one element: folds and stores. */
  void sinks(int phase, java.util.function.IntFunction<Slot> partial) {
    known.clear();
    for (int reduction : phases.reductions(phase)) {
      LoopSpec.Reduce reduce = (LoopSpec.Reduce) spec.values().get(reduction);
      Word x = plain(compute(reduce.x()));
      Slot accumulator = partial == null ? null : partial.apply(reduction);
      if (accumulator != null) {
        // The element comes first: its class is known to the JIT, while that of a variable that
        // goes
        // round the loop is not; a call on it would be virtual, with a vector on the heap.
        ((Slot) reduce.kind().fold(lane, x, accumulator)).load(code);
        accumulator.assign(code);
      } else if (!spec.rows()) {
        for (LoopSpec.Store store : spec.stores()) {
          if (store.value() == reduction) {
            Word sum = reduce.kind().fold(lane, x, load(store.operand(), Slot.Kind.FLOAT));
            store(store.operand(), (Slot) sum);
          }
        }
      } else {
        foldLane(reduction, reduce, x);
      }
    }
    for (LoopSpec.Store store : phases.stores(phase)) {
      store(store.operand(), plain(compute(store.value())));
    }
  }

  private void foldLane(int reduction, LoopSpec.Reduce reduce, Word x) {
    int lane0 = phases.lane(reduction);
    code.aload(LoopFrame.LANES)
        .iload(index)
        .loadConstant(LoopEmitter.VIRTUAL_LANES - 1)
        .iand()
        .loadConstant(lane0)
        .iadd()
        .faload();
    Slot before = Slot.store(code, Slot.Kind.FLOAT, false);
    Slot after = (Slot) reduce.kind().fold(lane, x, before);
    code.aload(LoopFrame.LANES)
        .iload(index)
        .loadConstant(LoopEmitter.VIRTUAL_LANES - 1)
        .iand()
        .loadConstant(lane0)
        .iadd();
    after.load(code);
    code.fastore();
  }

  Word compute(int value) {
    Word before = invariant.get(value);
    if (before == null) {
      before = known.get(value);
    }
    if (before == null && frame.rowValues.containsKey(value)) {
      before = frame.rowValues.get(value);
    }
    if (before != null) {
      return before;
    }
    Word word =
        switch (spec.values().get(value)) {
          case LoopSpec.Load load ->
              !vector && index < 0
                  ? scalarOperand(load.operand(), frame.rowAddress[load.operand()])
                  : load(
                      load.operand(), LoopFrame.kind(spec.operands().get(load.operand()).type()));
          case LoopSpec.Number number ->
              number.type() == DType.F32
                  ? lane.constant((float) number.value())
                  : lane.integer((int) number.value());
          case LoopSpec.Unary unary -> unary.function().lower(lane, plain(compute(unary.x())));
          case LoopSpec.Binary binary ->
              binary.ints()
                  ? binary.function().lowerInts(lane, compute(binary.a()), compute(binary.b()))
                  : binary
                      .function()
                      .lower(lane, plain(compute(binary.a())), plain(compute(binary.b())));
          case LoopSpec.Select select -> {
            Word condition = truth(compute(select.condition()));
            yield lane.select(condition, plain(compute(select.a())), plain(compute(select.b())));
          }
          case LoopSpec.Convert convert -> convert(convert, compute(convert.x()));
          case LoopSpec.Random random -> {
            Word[] key = keyWords(random.keyOperand());
            yield RandomBits.uniform(lane, compute(random.index()), key[0], key[1], random.salt());
          }
          case LoopSpec.Reduce _ ->
              throw new IllegalStateException("a reduction is read before it is done");
        };
    known.put(value, word);
    return word;
  }

  private Word convert(LoopSpec.Convert convert, Word x) {
    if (convert.from() == convert.to()) {
      return x;
    }
    return convert.to() == DType.F32 ? lane.toFloat(x) : lane.toInt(plain(x));
  }

  /** A truth value as 0 or 1. */
  Slot plain(Word word) {
    Slot slot = (Slot) word;
    return slot.kind().truth()
        ? (Slot) lane.select(word, lane.constant(1), lane.constant(0))
        : slot;
  }

  private Word truth(Word word) {
    return ((Slot) word).kind().truth() ? word : lane.notEqual(word, lane.constant(0));
  }

  private Word load(int operand, Slot.Kind kind) {
    LoopSpec.Operand what = spec.operands().get(operand);
    if (what.counted()) {
      return counted(operand, what);
    }
    if (vector) {
      track.load(operand, kind, ahead);
      Slot loaded = Slot.store(code, kind, true);
      return what.step() == LoopSpec.Step.NONE ? ((VectorCode) lane).first(loaded) : loaded;
    }
    if (what.step() == LoopSpec.Step.NONE) {
      return scalarOperand(operand, frame.address[operand]);
    }
    frame.scalarLoad(kind, frame.address[operand], () -> offset(operand));
    return Slot.store(code, kind, false);
  }

  /** A count: where the row begins, plus the way along the inner axis. */
  private Word counted(int operand, LoopSpec.Operand what) {
    if (vector) {
      track.count(operand, ahead);
      Word splat = ((VectorCode) lane).splat(Slot.store(code, Slot.Kind.INT, false));
      return what.step() == LoopSpec.Step.UNIT ? lane.addInt(splat, ramp()) : splat;
    }
    code.lload(frame.address[operand]).l2i();
    if (what.step() == LoopSpec.Step.UNIT) {
      code.iload(index).iadd();
    } else if (what.step() == LoopSpec.Step.ANY) {
      code.iload(index);
      frame.parameter(operand, spec.stride() - 1);
      code.l2i().imul().iadd();
    }
    return Slot.store(code, Slot.Kind.INT, false);
  }

  /** 0, 1, 2 ... in the lanes. */
  private Word ramp() {
    return known.computeIfAbsent(
        -1,
        _ -> {
          VectorCode.species(code, VectorCode.INTS, lanes);
          code.iconst_0();
          code.invokestatic(
              VectorCode.INTS,
              "broadcast",
              MethodTypeDesc.of(VectorCode.INTS, VectorCode.SPECIES, I));
          code.iconst_1();
          code.invokevirtual(VectorCode.INTS, "addIndex", MethodTypeDesc.of(VectorCode.INTS, I));
          return Slot.store(code, Slot.Kind.INT, true);
        });
  }

  private void store(int operand, Slot value) {
    if (vector) {
      track.store(operand, value, ahead);
    } else {
      frame.scalarStore(frame.address[operand], () -> offset(operand), value);
    }
  }

  /** Adds to the address on the stack the way along the inner axis. */
  private void offset(int operand) {
    LoopSpec.Step step = spec.operands().get(operand).step();
    if (step == LoopSpec.Step.NONE) {
      return;
    }
    code.iload(index).i2l();
    if (step == LoopSpec.Step.UNIT) {
      code.loadConstant(2).lshl();
    } else {
      frame.parameter(operand, spec.stride() - 1);
      code.lmul();
    }
    code.ladd();
  }
}
