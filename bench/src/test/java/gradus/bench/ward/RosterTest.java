package gradus.bench.ward;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.shape.Shape;
import gradus.health.Symptom;
import gradus.train.run.RunFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The drafts: enough of each symptom, each a run file, each fault at a layer that exists. */
class RosterTest {
  private static List<Draft> drafts;

  @BeforeAll
  static void make(@TempDir Path folder) {
    drafts = Roster.all(folder);
  }

  @Test
  void hasEnoughOfEverySymptom() {
    for (Symptom symptom : Symptom.values()) {
      List<Draft> some =
          drafts.stream()
              .filter(d -> d.kind().equals("fault"))
              .filter(d -> d.symptom().orElseThrow() == symptom)
              .toList();
      assertThat(some).as(symptom.word()).hasSizeGreaterThan(12);
      assertThat(some.stream().map(Draft::severity).distinct().count())
          .as(symptom.word())
          .isGreaterThanOrEqualTo(3);
    }
    assertThat(drafts.stream().filter(d -> d.symptom().isEmpty())).hasSizeGreaterThan(130);
  }

  @Test
  void everyFaultChangesItsTwin() {
    for (Draft draft : drafts) {
      if (draft.symptom().isPresent()) {
        Draft twin =
            drafts.stream().filter(d -> d.name().equals(draft.twin())).findFirst().orElseThrow();
        assertThat(draft.yaml()).as(draft.name()).isNotEqualTo(twin.yaml());
        assertThat(twin.symptom()).isEmpty();
      }
    }
  }

  @Test
  void everyLayerExists() {
    for (Draft draft : drafts) {
      if (!draft.layer().isEmpty()) {
        RunFile run = RunFile.parse(draft.yaml(), draft.name(), List.of());
        LayerOrder order = LayerOrder.of(run.model(), example(draft));
        String first = draft.layer().split("[|]")[0].split("\\.\\.")[0];
        assertThat(order.position(first)).as(draft.name() + " " + first).isPresent();
      }
    }
  }

  private static Shape example(Draft draft) {
    String name = draft.name();
    return name.contains("-digits-") && !draft.yaml().contains("npy")
        ? Shape.of(8, 8, 1)
        : Shape.of(
            name.contains("iris")
                ? 4
                : name.contains("wine") ? 13 : name.contains("diab") ? 10 : 30);
  }

  @Test
  void countsLayersFromInputToOutput() {
    RunFile run =
        RunFile.parse(
            Net.of("digits", 5, 32).style(Net.Style.RESIDUAL).sheet().yaml(), "r", List.of());
    LayerOrder order = LayerOrder.of(run.model(), Shape.of(8, 8, 1));
    assertThat(order.position("dense_1.weight")).hasValue(0);
    assertThat(order.position("residual_2.dense_1.relu_1")).hasValue(2);
    assertThat(order.position("residual_2")).hasValue(2);
    assertThat(order.position("dense_2")).hasValue(5);
    assertThat(order.position("loss")).isEmpty();
    assertThat(order.distance("dense_1..residual_2.dense_1", "residual_3.dense_1.bias"))
        .hasValue(1);
    assertThat(order.distance("dense_1|dense_2", "dense_2")).hasValue(0);
    assertThat(order.distance("", "dense_2")).isEmpty();
  }
}
