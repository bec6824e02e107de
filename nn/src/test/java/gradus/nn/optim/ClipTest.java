package gradus.nn.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ClipTest {
  private static final Tensor G = Tensor.of(Shape.of(2, 2), 3, 0, 4, 1);

  @Test
  void adaptiveClippingLooksAtEachUnit() {
    // Columns are units: |w| = 5 and 0.1, |g| = 5 and 1.
    Tensor w = Tensor.of(Shape.of(2, 2), 3, 0.1f, 4, 0);
    Clip.Clipped clipped = Clip.adaptive(0.5).apply(List.of(w), List.of(G));
    float[] g = clipped.gradients().get(0).toFloats();
    assertThat(g[0]).isCloseTo(1.5f, within(1e-6f));
    assertThat(g[2]).isCloseTo(2f, within(1e-6f));
    assertThat(g[1]).isEqualTo(0f);
    assertThat(g[3]).isCloseTo(0.05f, within(1e-6f));
    assertThat(clipped.before().item()).isCloseTo((float) Math.sqrt(26), within(1e-5f));
    assertThat(clipped.after().item()).isLessThan(2.6f);
  }

  @Test
  void adaptiveClippingLetsZerosGrow() {
    Tensor g = Tensor.of(1f, 0f);
    Clip.Clipped clipped = Clip.adaptive(0.01).apply(List.of(Tensor.of(0f, 0f)), List.of(g));
    assertThat(clipped.gradients().get(0).toFloats()[0]).isCloseTo(1e-5f, within(1e-10f));
  }

  @Test
  void normsBeforeAndAfterBelongToTheGradients() {
    for (Clip clip : List.of(Clip.value(2), Clip.norm(2), Clip.globalNorm(2))) {
      Clip.Clipped clipped = clip.apply(List.of(G), List.of(G));
      float norm = clipped.gradients().get(0).square().sum().sqrt().item();
      assertThat(clipped.before().item())
          .as("%s", clip)
          .isCloseTo((float) Math.sqrt(26), within(1e-5f));
      assertThat(clipped.after().item()).as("%s", clip).isCloseTo(norm, within(1e-5f));
    }
  }

  @Test
  void zerosStayZeros() {
    Tensor zeros = Tensor.zeros(Shape.of(3));
    for (String name : Clips.CATALOG.names()) {
      Clip clip = Clips.CATALOG.read(Map.of(name, 0.5), "clip");
      Clip.Clipped clipped = clip.apply(List.of(zeros), List.of(zeros));
      assertThat(clipped.gradients().get(0).toFloats()).as(name).containsOnly(0f);
      assertThat(clipped.before().item()).as(name).isEqualTo(0f);
      assertThat(clipped.after().item()).as(name).isEqualTo(0f);
    }
  }

  @Test
  void notANumberIsReportedByTheNorm() {
    Tensor bad = Tensor.of(1f, Float.NaN);
    for (String name : Clips.CATALOG.names()) {
      Clip clip = Clips.CATALOG.read(Map.of(name, 0.5), "clip");
      assertThat(clip.apply(List.of(bad), List.of(bad)).before().item()).as(name).isNaN();
    }
  }

  @Test
  void isReadAndWrittenBack() {
    Object tree = Map.of("global_norm", Map.of("limit", 2.0, "norm", "inf"));
    Clip clip = Clips.CATALOG.read(tree, "clip");
    assertThat(clip).isEqualTo(new ClipByGlobalNorm(2, Norm.INFINITY));
    assertThat(Clips.CATALOG.write(clip)).isEqualTo(tree);
    assertThat(Clips.CATALOG.write(Clip.globalNorm(1))).isEqualTo(Map.of("global_norm", 1.0));
  }
}
