package gradus.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.core.cpu.Workers;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is timed is the product that its name says. */
class MatrixProductTest {
  @Test
  void isReadFromItsName() {
    assertThat(MatrixProduct.parse("--shapes", "128x784x512"))
        .isEqualTo(MatrixProduct.of(128, 784, 512));
    assertThat(MatrixProduct.parse("--shapes", "784x128x512:a"))
        .isEqualTo(new MatrixProduct(784, 128, 512, true, false));
    assertThat(MatrixProduct.of(128, 784, 512).operations()).isEqualTo(2.0 * 128 * 784 * 512);
  }

  @ParameterizedTest
  @ValueSource(strings = {"7x5x9", "7x5x9:a", "7x5x9:b", "7x5x9:a:b"})
  void multipliesWhatIsStored(String name) {
    MatrixProduct product = MatrixProduct.parse("--shapes", name);
    assertThat(product).hasToString(name);
    try (Arena arena = Arena.ofShared();
        Workers workers = new Workers(2)) {
      MatrixProduct.Placed placed = product.place(arena);
      workers.run(placed.kernel(), placed.memory());
      for (int row = 0; row < 7; row++) {
        for (int column = 0; column < 9; column++) {
          double sum = 0;
          for (int i = 0; i < 5; i++) {
            int a = product.transposedA() ? i * 7 + row : row * 5 + i;
            int b = product.transposedB() ? column * 5 + i : i * 9 + column;
            sum += at(placed.memory(), placed.a(), a) * at(placed.memory(), placed.b(), b);
          }
          double got = at(placed.memory(), placed.c(), row * 9 + column);
          assertThat(got).isCloseTo(sum, within(1e-5));
        }
      }
    }
  }

  private static double at(MemorySegment memory, long offset, int index) {
    return memory.get(ValueLayout.JAVA_FLOAT, offset + 4L * index);
  }
}
