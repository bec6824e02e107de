package gradus.health.heal.remedy;

import static gradus.health.heal.remedy.RemediesTest.drafts;
import static gradus.health.heal.remedy.RemediesTest.iris;
import static org.assertj.core.api.Assertions.assertThat;

import gradus.health.Symptom;
import gradus.health.heal.Runs;
import gradus.health.heal.edit.Draft;
import gradus.train.run.RunFile;
import org.junit.jupiter.api.Test;

/** Which rate is usual depends on the optimizer, the length of the training and the width. */
class UsualRateTest {
  @Test
  void narrowLayersHaveALargerUsualRate() {
    String deep = "dense: %d, tanh, dense: %d, tanh, dense: 3";
    for (int[] each : new int[][] {{8, 40}, {16, 20}, {32, 10}, {512, 10}}) {
      Draft draft = Draft.of(iris(deep.formatted(each[0], each[0])));
      assertThat(UsualRate.of("adam", draft, 1000)).as("" + each[0]).isEqualTo(each[1] / 1e4);
      assertThat(UsualRate.of("adam", draft, 100)).isBetween(0.01, 0.02);
      assertThat(UsualRate.of("sgd", draft, 1000)).isEqualTo(0.1);
    }
    Draft images = Draft.of(iris("reshape: [2, 2, 1], conv2d: 4, flatten, dense: 3"));
    assertThat(UsualRate.of("adam", images, 1000)).isEqualTo(0.001);
  }

  @Test
  void adamNearItsUsualRateIsNoRemedy() {
    RunFile near = Runs.iris("optimizer={adam: 0.005}");
    assertThat(drafts("adam", near, Symptom.RATE_TOO_LOW)).isEmpty();
    RunFile far = Runs.iris("optimizer={adam: 1e-5}");
    assertThat(drafts("adam", far, Symptom.RATE_TOO_LOW)).hasSize(1);
  }
}
