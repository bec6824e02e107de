package gradus.core.compile;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.cpu.Cpu;
import gradus.core.cpu.Workers;
import gradus.core.ir.Data;
import gradus.core.ir.Graph;
import gradus.core.ir.Node;
import gradus.core.shape.DType;
import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Steps side by side, and new values as early as they can be written. */
class StagingTest {
  private static final int SIDE = 48;
  private static final long BYTES = 4L * SIDE * SIDE;

  private final Tensor x = Tensor.input("x", Shape.of(SIDE, SIDE), DType.F32);
  private final Tensor w = Tensor.input("w", Shape.of(SIDE, SIDE), DType.F32);
  private final Tensor v = Tensor.input("v", Shape.of(SIDE, SIDE), DType.F32);

  private static Program compile(Compiler.Placement placement, Tensor... results) {
    List<Node> outputs = List.of(results).stream().map(Tensor::node).toList();
    return new Compiler(Cpu.detect()).compile(Graph.of(outputs), placement);
  }

  private Compiler.Placement over(Map<Integer, Long> places) {
    Map<Node, Long> inputs = Map.of(x.node(), 0L, w.node(), BYTES, v.node(), 2 * BYTES);
    return new Compiler.Placement(inputs, places, 3 * BYTES);
  }

  private float[] run(Program program, int threads, int output) {
    try (Arena arena = Arena.ofShared();
        Workers workers = new Workers(threads)) {
      MemorySegment memory = arena.allocate(program.bytes(), 64);
      program.load(memory);
      for (int input = 0; input < 3; input++) {
        float[] numbers = new float[SIDE * SIDE];
        for (int i = 0; i < numbers.length; i++) {
          numbers[i] = (float) Math.sin(i * (input + 1));
        }
        Program.write(memory, input * BYTES, Data.floats(Shape.of(SIDE, SIDE), numbers));
      }
      program.run(memory, workers);
      return memory
          .asSlice(program.output(output), BYTES)
          .toArray(ValueLayout.JAVA_FLOAT_UNALIGNED);
    }
  }

  @Test
  void whatDoesNotNeedEachOtherRunsSideBySide() {
    Program program = compile(over(Map.of()), x.matmul(w), x.matmul(v), v.matmul(w).matmul(x));
    assertThat(program.kernels()).isEqualTo(4);
    assertThat(program.stages()).isEqualTo(2);
  }

  @Test
  void aChainHasAStageForEachLink() {
    Program program = compile(over(Map.of()), x.matmul(w).matmul(v).matmul(w));
    assertThat(program.stages()).isEqualTo(3);
  }

  @Test
  void anOldValueIsReadBeforeItIsOverwritten() {
    Tensor first = x.matmul(w);
    Tensor second = first.matmul(w);
    Program program = compile(over(Map.of(0, BYTES)), w.sub(x.matmul(x)), second);
    Program apart = compile(over(Map.of()), w.sub(x.matmul(x)), second);
    for (int output = 0; output < 2; output++) {
      assertThat(run(program, 2, output)).isEqualTo(run(apart, 1, output));
    }
  }

  @Test
  void aNewValueIsWrittenAsSoonAsNobodyReadsTheOldOne() {
    Tensor deep = x.matmul(w);
    for (int i = 0; i < 6; i++) {
      deep = deep.matmul(v).tanh();
    }
    Program program = compile(over(Map.of(1, BYTES)), deep, w.sub(x));
    List<String> works = program.works().stream().map(Work::what).toList();
    int update = works.indexOf("sub over [48, 48]");
    assertThat(update).isEqualTo(1);
  }

  @Test
  void anyTeamGivesTheSameBits() {
    List<Tensor> results = new ArrayList<>();
    Tensor deep = x;
    for (int i = 0; i < 5; i++) {
      results.add(deep.sum(0).exp());
      results.add(deep.matmul(v.transpose()));
      deep = deep.matmul(w).tanh();
    }
    results.add(0, deep);
    results.add(1, w.sub(deep.transpose().matmul(x)));
    Map<Integer, Long> places = new HashMap<>(Map.of(1, BYTES));
    Program program = compile(over(places), results.toArray(Tensor[]::new));
    assertThat(program.stages()).isLessThan(program.kernels());
    for (int output : IntStream.of(0, 1, 3, 5).toArray()) {
      float[] expected = run(program, 1, output);
      assertThat(run(program, 2, output)).isEqualTo(expected);
      assertThat(run(program, 3, output)).isEqualTo(expected);
    }
  }
}
