package gradus.core.compile;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.ir.Reduction;
import gradus.core.shape.DType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A cold loop runs in short pieces that cover everything once and in order; a warm one whole. */
class LoopEntryTest {
  private record Piece(int o0, int o1, int r0, int r1, int i0, int i1) {
    int size() {
      return (o1 - o0) * (r1 - r0) * (i1 - i0);
    }
  }

  private final List<Piece> pieces = new ArrayList<>();
  private final LoopEntry entry =
      new LoopEntry(
          (_, _, _, _, o0, o1, r0, r1, i0, i1) -> pieces.add(new Piece(o0, o1, r0, r1, i0, i1)));

  private static LoopSpec spec(boolean rows, boolean down, LoopSpec.Step step) {
    return new LoopSpec(
        1,
        rows ? 0 : 1,
        rows,
        down,
        List.of(new LoopSpec.Operand(DType.F32, step, false, down ? 0 : -1)),
        List.of(new LoopSpec.Load(0, false), new LoopSpec.Reduce(Reduction.SUM, 0)),
        List.of());
  }

  private void run(LoopSpec spec, int rows, int steps, int inner) {
    entry.run(spec, null, null, null, 0, 0, rows, 0, steps, 0, inner);
  }

  /** How often each element was met; each column's steps must come in order. */
  private void coversOnce(int rows, int steps, int inner) {
    int[][][] met = new int[rows][inner][steps];
    for (Piece piece : pieces) {
      for (int o = piece.o0(); o < piece.o1(); o++) {
        for (int i = piece.i0(); i < piece.i1(); i++) {
          for (int r = piece.r0(); r < piece.r1(); r++) {
            assertThat(r == 0 ? 1 : met[o][i][r - 1]).as("the step before").isEqualTo(1);
            met[o][i][r]++;
          }
        }
      }
    }
    for (int[][] row : met) {
      for (int[] column : row) {
        assertThat(column).containsOnly(1);
      }
    }
  }

  @Test
  void aSumDownColumnsTurnsInEachPiece() {
    run(spec(false, true, LoopSpec.Step.UNIT), 3, 40, 150);
    coversOnce(3, 40, 150);
    assertThat(pieces).allMatch(piece -> piece.size() <= 256 && piece.r1() - piece.r0() > 1);
    assertThat(pieces).allMatch(piece -> piece.i0() % 16 == 0);
  }

  @Test
  void narrowColumnsTakeMoreSteps() {
    run(spec(false, true, LoopSpec.Step.UNIT), 1, 100, 16);
    coversOnce(1, 100, 16);
    assertThat(pieces.getFirst().r1()).isEqualTo(16);
  }

  @Test
  void elementsInAnyDistanceCountAsRounds() {
    run(spec(false, false, LoopSpec.Step.ANY), 2, 5, 100);
    coversOnce(2, 5, 100);
    assertThat(pieces).allMatch(piece -> piece.size() <= 32);
  }

  @Test
  void sumsAlongARowAreNeverCut() {
    run(spec(true, false, LoopSpec.Step.UNIT), 20, 1, 1000);
    coversOnce(20, 1, 1000);
    assertThat(pieces).allMatch(piece -> piece.i0() == 0 && piece.i1() == 1000);
    assertThat(pieces).hasSize(20);
  }

  @Test
  void aWarmLoopRunsWhole() {
    LoopSpec spec = spec(false, true, LoopSpec.Step.UNIT);
    run(spec, 1, 4096, 512);
    assertThat(pieces).hasSizeGreaterThan(4096);
    pieces.clear();
    run(spec, 1, 4096, 512);
    assertThat(pieces).containsExactly(new Piece(0, 1, 0, 4096, 0, 512));
  }

  @Test
  void nothingIsNothing() {
    run(spec(false, true, LoopSpec.Step.UNIT), 0, 3, 16);
    run(spec(false, true, LoopSpec.Step.UNIT), 2, 0, 16);
    assertThat(pieces).isEmpty();
  }
}
