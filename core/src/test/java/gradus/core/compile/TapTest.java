package gradus.core.compile;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.cpu.Cpu;
import gradus.core.cpu.Workers;
import gradus.core.ir.Data;
import gradus.core.ir.Graph;
import gradus.core.ir.Node;
import gradus.core.ir.Op;
import gradus.core.shape.DType;
import gradus.core.shape.Ints;
import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parts of a product are put aside by its kernel: the bits of the whole, without storing it. */
class TapTest {
  private static final int ROWS = 150;
  private static final int COLUMNS = 70;

  private final Tensor a = Tensor.input("a", Shape.of(ROWS, 90), DType.F32);
  private final Tensor w = Tensor.input("w", Shape.of(90, COLUMNS), DType.F32);
  private final Tensor product = a.matmul(w);
  private final Tensor result = product.add(1).relu();
  private final Tensor reader =
      Tensor.of(Node.of(new Op.MatMul(true, false), List.of(result.node(), result.node())));

  private static Node part(Tensor whole) {
    return Node.of(
        new Op.Slice(Ints.of(3, 2), Ints.of(37, 13), Ints.of(4, 5)), List.of(whole.node()));
  }

  @ParameterizedTest
  @CsvSource({"true, 1", "true, 3", "false, 2"})
  void partsHaveTheBitsOfTheWhole(boolean vectors, int threads) {
    Cpu cpu = vectors ? Cpu.detect() : Cpu.scalar();
    Program parts = compile(cpu, reader.node(), part(product), part(result));
    Program wholes = compile(cpu, reader.node(), product.node(), result.node());
    assertThat(parts.works()).hasSize(2);
    assertThat(parts.bytes()).isLessThan(wholes.bytes());
    List<int[]> some = run(parts, threads, List.of(70 * 70, 37 * 13, 37 * 13));
    List<int[]> all = run(wholes, threads, List.of(70 * 70, ROWS * COLUMNS, ROWS * COLUMNS));
    assertThat(some.get(0)).isEqualTo(all.get(0));
    for (int output = 1; output < 3; output++) {
      for (int i = 0; i < 37; i++) {
        for (int k = 0; k < 13; k++) {
          int at = (3 + 4 * i) * COLUMNS + 2 + 5 * k;
          assertThat(some.get(output)[i * 13 + k]).isEqualTo(all.get(output)[at]);
        }
      }
    }
  }

  private static Program compile(Cpu cpu, Node... outputs) {
    return new Compiler(cpu).compile(Graph.of(List.of(outputs)), Compiler.Placement.FREE);
  }

  private List<int[]> run(Program program, int threads, List<Integer> counts) {
    try (Arena arena = Arena.ofShared();
        Workers workers = new Workers(threads)) {
      MemorySegment memory = arena.allocate(program.bytes(), 64);
      program.load(memory);
      for (Tensor input : List.of(a, w)) {
        float[] numbers = new float[input.shape().count()];
        for (int i = 0; i < numbers.length; i++) {
          numbers[i] = (float) Math.sin(i);
        }
        Program.write(memory, program.input(input.node()), Data.floats(input.shape(), numbers));
      }
      program.run(memory, workers);
      List<int[]> results = new ArrayList<>();
      for (int i = 0; i < counts.size(); i++) {
        results.add(
            memory
                .asSlice(program.output(i), 4L * counts.get(i))
                .toArray(ValueLayout.JAVA_INT_UNALIGNED));
      }
      return results;
    }
  }
}
