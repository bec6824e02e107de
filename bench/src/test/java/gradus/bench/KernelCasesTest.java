package gradus.bench;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.compile.Work;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kernels that are timed alone compile, run, and count their work. */
class KernelCasesTest {
  @Test
  void namesAreUnique() {
    List<String> names = KernelCases.ALL.stream().map(KernelCase::name).toList();
    assertThat(names).doesNotHaveDuplicates();
    String out = Session.run("kernels --list").exits(0).out();
    assertThat(out.lines()).containsExactlyElementsOf(names);
  }

  @Test
  void everyCaseCompilesToWork() {
    for (KernelCase each : KernelCases.ALL) {
      Work work = each.work();
      assertThat(work.operations()).as(each.name()).isPositive();
      assertThat(work.bytes()).as(each.name()).isPositive();
    }
  }

  @Test
  void workIsCounted() {
    Work gemm = KernelCases.of("gemm 128x784x512").work();
    assertThat(gemm.operations()).isEqualTo(2.0 * 128 * 784 * 512);
    assertThat(gemm.bytes()).isEqualTo(4.0 * (128 * 784 + 784 * 512 + 128 * 512));
    double forward = 2.0 * 32 * 16 * 16 * 9 * 32 * 32;
    assertThat(KernelCases.of("conv 3x3 32->32 16x16").work().operations()).isEqualTo(forward);
    assertThat(KernelCases.of("conv input gradient 3x3 32->32 16x16").work().operations())
        .isEqualTo(forward);
    assertThat(KernelCases.of("conv kernel gradient 3x3 32->32 16x16").work().operations())
        .isEqualTo(forward);
    // Reads w, g, m, v and two scalars; writes w, m, v.
    assertThat(KernelCases.of("adam 100000").work().bytes()).isBetween(28e5, 28e5 + 64);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gemm 32x32x32", "adam 1000", "batch_norm gradient [128, 256]"})
  void runs(String name) {
    KernelBenchmark benchmark = new KernelBenchmark();
    benchmark.kernel = name;
    benchmark.threads = 2;
    benchmark.prepare();
    benchmark.run();
    benchmark.run();
    benchmark.close();
  }
}
