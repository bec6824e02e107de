package gradus.health.heal;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.health.heal.edit.Draft;
import gradus.train.run.RunFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RewritingTest {
  @Test
  void everyChangeHasItsCommentAndTheFileReadsBack() {
    RunFile before = Runs.iris();
    Draft draft =
        Draft.of(before).by("slow").set(0.5, "a longer step", "optimizer", "momentum", "rate");
    draft.give(draft.pieces().getFirst(), "activation", "tanh", "a round one");
    Rewriting rewriting = Rewriting.of(before, draft.file(), draft.edits(), Path.of("."));
    assertThat(rewriting.diff())
        .containsExactly(
            "+   # slow: a round one",
            "-   - {dense: {units: 16, activation: relu}}",
            "+   - {dense: {units: 16, activation: tanh}}",
            "+ # slow: a longer step",
            "- optimizer: {momentum: 0.02}",
            "+ optimizer: {momentum: 0.5}");
    assertThat(RunFile.parse(rewriting.text(), "healed", List.of())).isEqualTo(draft.file());
  }
}
